import type { ChannelName } from "../channel-name.ts";
import type { Task } from "../child/job.ts";
import type { InputPlan } from "../input/make-records.ts";
import type { Scene } from "../rounds/scene.ts";
import { rejectFiles } from "./reject-files.ts";

/** What a process may be killed in the middle of. */
export const OPERATIONS = ["report", "follow", "retract", "correct", "retry", "decide"] as const;

/** One of {@link OPERATIONS}. */
export type Operation = (typeof OPERATIONS)[number];

/** How an operation is set up and done at a channel. */
export interface Play {
  readonly task: Task;
  readonly input: InputPlan;
  /** Brings twin and ledger to where the operation begins. */
  readonly prepare: (scene: Scene) => Promise<void>;
}

const report: Task = { kind: "report" };

/** Few records, but more than one delivery where the channel takes many at once. */
const COUNTS = { connect: 3, rebilly: 3, twocheckout: 3 };

function inputOf(strangers: number): InputPlan {
  return { seed: 5, round: 0, counts: COUNTS, strangers };
}

/** The step of a report that is its first POST. */
const FIRST_POST = { connect: 7, rebilly: 3, twocheckout: 3 };

/** Lets the channel be asked twice for the same, and the process die before it knows. */
async function makeAmbiguous(scene: Scene, channel: ChannelName): Promise<void> {
  scene.world.twins[channel].arm({ kind: "duplicate-delivery", method: "POST" });
  await scene.live({ task: report, kill: { step: FIRST_POST[channel], when: "after" } });
  await scene.live({ task: report });
}

/**
 * Says how an operation is played at a channel.
 *
 * @param channel - The channel.
 * @param operation - The operation.
 * @returns The play.
 */
export function playOf(channel: ChannelName, operation: Operation): Play {
  const changes = [{ channel, index: 1 }];
  const reported = async (scene: Scene): Promise<void> => {
    await scene.live({ task: report });
  };
  const changeable = async (scene: Scene): Promise<void> => {
    await reported(scene);
    if (channel === "connect") await rejectFiles(scene.world.twins.connect);
  };
  switch (operation) {
    case "report":
      return { task: report, input: inputOf(0), prepare: async () => {} };
    case "follow":
      return {
        task: { kind: "follow" },
        input: inputOf(0),
        prepare: async (scene) => {
          await reported(scene);
          scene.world.twins[channel].bill();
        },
      };
    case "retract":
    case "correct":
      return { task: { kind: operation, changes }, input: inputOf(0), prepare: changeable };
    case "retry":
      return { task: { kind: "retry" }, input: inputOf(1), prepare: reported };
    case "decide":
      return {
        task: { kind: "decide", changes: [0, 1, 2].map((index) => ({ channel, index })) },
        input: inputOf(0),
        prepare: (scene) => makeAmbiguous(scene, channel),
      };
  }
}
