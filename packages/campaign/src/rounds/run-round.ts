import { openLedger } from "@usage-billing/ledger";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import type { KillPoint } from "../child/job.ts";
import { judge, type Verdict } from "../oracle/judge.ts";
import { createRandom, type Random } from "../random.ts";
import { changeRecords, expectChanges, planChanges } from "./change-records.ts";
import { planFaults, shareFaults } from "./plan-faults.ts";
import { createScene, type Scene, type Setting, type Tally } from "./scene.ts";

/** How a round is disturbed. */
export interface Disturbance {
  /** How many faults at least; fewer when there are not enough requests to meet them. */
  readonly faults: number;
  /** How many times the process is killed. */
  readonly kills: number;
}

/** What a round came to. */
export interface RoundResult {
  readonly verdict: Verdict;
  readonly tally: Tally;
}

/** Reports that nothing disturbs must bring everything to an end within so many lives. */
const QUIET_LIVES = 6;

function countFaults({ faults }: Tally): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

async function countLeft(scene: Scene): Promise<Record<ChannelName, number>> {
  const ledger = openLedger(scene.ledgerFile, { now: scene.world.clock.now });
  try {
    const left = { connect: 0, rebilly: 0, twocheckout: 0 };
    for (const channel of scene.channels) left[channel] = await ledger.pendingCount(channel);
    return left;
  } finally {
    await ledger.close();
  }
}

function drawKill(random: Random, left: number, kills: number): KillPoint | undefined {
  if (kills <= 0) return undefined;
  // Steps are about as many as the records of the channel that takes them one by one.
  const reach = Math.max(12, Math.ceil(left / (kills + 1)));
  return { step: 1 + random.below(reach), when: random.pick(["before", "after"]) };
}

async function disturb(scene: Scene, random: Random, { faults, kills }: Disturbance) {
  const { tally, input } = scene;
  let left: Record<ChannelName, number> = { ...input.counts };
  const most = 20 + 2 * kills + faults;
  for (let life = 0; life < most; life += 1) {
    const isOver = CHANNELS.every((channel) => left[channel] === 0);
    if (isOver || (countFaults(tally) >= faults && tally.kills >= kills)) return;
    const missing = Math.max(0, faults - countFaults(tally));
    const open = scene.channels.filter((channel) => left[channel] > 0);
    const plan = planFaults(random, shareFaults(missing, open), left);
    const kill = drawKill(random, left.rebilly + left.twocheckout / 8, kills - tally.kills);
    await scene.live({ task: { kind: "report" }, faults: plan, kill });
    left = await countLeft(scene);
  }
}

async function finish(scene: Scene): Promise<void> {
  await scene.world.settleDown();
  for (let life = 0; life < QUIET_LIVES; life += 1) {
    await scene.live({ task: { kind: "report" } });
    const left = await countLeft(scene);
    if (CHANNELS.every((channel) => left[channel] === 0)) return;
  }
}

/**
 * Plays one round: reports under faults and kills, then undisturbed, takes some records back and
 * corrects others in the same way, and judges what came of it.
 *
 * @param setting - World, processes and input.
 * @param disturbance - Faults and kills.
 * @returns What is wrong, and what happened.
 */
export async function runRound(setting: Setting, disturbance: Disturbance): Promise<RoundResult> {
  const scene = createScene(setting);
  const random = createRandom(setting.input.seed, setting.input.round, 7);
  try {
    await disturb(scene, random, disturbance);
    await finish(scene);
    const changes = planChanges(scene, random);
    // A reporter that is broken on purpose has shown by now what it is to show.
    if (setting.defect === undefined) await changeRecords(scene, random, changes);
    return { verdict: await judge(scene, expectChanges(changes)), tally: scene.tally };
  } finally {
    scene.remove();
  }
}
