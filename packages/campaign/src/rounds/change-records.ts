import type { UsageRecord } from "@usage-billing/core";
import type { ChannelName } from "../channel-name.ts";
import type { Change, PlannedFault } from "../child/job.ts";
import { makeReplacement } from "../input/make-replacement.ts";
import type { Expectation } from "../oracle/judge.ts";
import type { Random } from "../random.ts";
import { drawFault } from "./fault-menu.ts";
import type { Scene } from "./scene.ts";

/** Which records are taken back and which are corrected after they were reported. */
export interface ChangePlan {
  readonly retract: readonly Change[];
  readonly correct: readonly Change[];
}

/** Channels that change a single record at any time; Connect's files have to be rejected first. */
const CHANGEABLE: readonly ChannelName[] = ["rebilly", "twocheckout"];
/** One record in so many is taken back, and as many are corrected. */
const ONE_IN = 200;
const DISTURBED_LIVES = 2;
const QUIET_LIVES = 2;
/** Requests of a life over which its faults are spread. */
const REACH = 12;

/**
 * Draws which records are changed.
 *
 * @param scene - The scene.
 * @param random - What they are drawn with.
 * @returns The plan; no record is in both lists.
 */
export function planChanges(scene: Scene, random: Random): ChangePlan {
  const retract: Change[] = [];
  const correct: Change[] = [];
  for (const channel of CHANGEABLE.filter((name) => scene.channels.includes(name))) {
    const records = scene.input.counts[channel];
    const indexes = Array.from({ length: Math.floor(records / ONE_IN) }, () =>
      random.below(records),
    );
    for (const index of new Set(indexes)) {
      (random.below(2) === 0 ? retract : correct).push({ channel, index });
    }
  }
  return { retract, correct };
}

/** What a channel holds in the end. */
export function expectChanges({ retract, correct }: ChangePlan): Expectation {
  return (records, channel) => {
    const indexesOf = (changes: readonly Change[]) =>
      new Set(changes.filter((change) => change.channel === channel).map(({ index }) => index));
    const gone = indexesOf(retract);
    const replaced = indexesOf(correct);
    return records
      .map((record, index): UsageRecord => (replaced.has(index) ? makeReplacement(record) : record))
      .filter((_, index) => !gone.has(index));
  };
}

function planFaults(random: Random): Partial<Record<ChannelName, readonly PlannedFault[]>> {
  const draw = (channel: ChannelName): readonly PlannedFault[] =>
    Array.from({ length: 4 }, () => ({
      request: 1 + random.below(REACH),
      fault: drawFault(random, channel, CHANGING[channel]),
    }));
  return { rebilly: draw("rebilly"), twocheckout: draw("twocheckout") };
}

/** The methods by which each channel changes what it holds. */
const CHANGING: Readonly<Record<ChannelName, readonly string[]>> = {
  connect: [],
  rebilly: ["DELETE", "POST"],
  twocheckout: ["DELETE", "PUT"],
};

/**
 * Takes records back and corrects others, under faults and kills, then undisturbed.
 *
 * @param scene - A scene in which everything was reported.
 * @param random - What faults and kills are drawn with.
 * @param plan - Which records.
 */
export async function changeRecords(scene: Scene, random: Random, plan: ChangePlan): Promise<void> {
  const channels = CHANGEABLE.filter((name) => scene.channels.includes(name));
  for (let life = 0; life < DISTURBED_LIVES + QUIET_LIVES; life += 1) {
    const isQuiet = life >= DISTURBED_LIVES;
    for (const kind of ["retract", "correct"] as const) {
      const when = random.pick(["before", "after"] as const);
      await scene.live({
        channels,
        task: { kind, changes: plan[kind] },
        faults: isQuiet ? {} : planFaults(random),
        kill: isQuiet ? undefined : { step: 1 + random.below(REACH), when },
      });
    }
    await scene.world.settleDown();
  }
  await scene.live({ task: { kind: "report" } });
}
