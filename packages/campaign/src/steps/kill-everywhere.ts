import type { ChannelName } from "../channel-name.ts";
import type { KillPoint, Task } from "../child/job.ts";
import { createScene, type Scene } from "../rounds/scene.ts";
import type { World } from "../world/start-world.ts";
import type { WorkerPool } from "../world/worker-pool.ts";
import { type Operation, playOf } from "./operations.ts";
import { readState } from "./read-state.ts";

/** Where everything is played. */
export interface Stage {
  readonly world: World;
  readonly pool: WorkerPool;
}

/** A kill after which the restart did not come to the same end. */
export interface Divergence {
  readonly step: string;
  readonly kill: KillPoint;
  /** What is there and should not be, and what is not and should be. */
  readonly words: readonly string[];
}

/** What came of killing a process everywhere in an operation. */
export interface StepCoverage {
  readonly channel: ChannelName;
  readonly operation: Operation;
  /** The steps of the undisturbed run, in their order. */
  readonly steps: readonly string[];
  /** How many points there are: before and after each step. */
  readonly points: number;
  /** At how many of them a process was killed. */
  readonly killed: number;
  readonly divergences: readonly Divergence[];
}

/** A report after the operation: a correction that stopped half-way leaves the new version to it. */
const REPORT: Task = { kind: "report" };

async function withScene<Value>(
  { world, pool }: Stage,
  place: { readonly channel: ChannelName; readonly operation: Operation },
  use: (scene: Scene) => Promise<Value>,
): Promise<Value> {
  const { channel, operation } = place;
  const play = playOf(channel, operation);
  const scene = createScene({
    ...{ world, pool, input: play.input, channels: [channel] },
    concurrency: 1,
    timeout: 10_000,
  });
  try {
    await play.prepare(scene);
    return await use(scene);
  } finally {
    scene.remove();
  }
}

function compare(expected: readonly string[], found: readonly string[]): readonly string[] {
  return [
    ...found.filter((line) => !expected.includes(line)).map((line) => `too much: ${line}`),
    ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
    ...(expected.length === found.length ? [] : [`${found.length} lines, not ${expected.length}`]),
  ];
}

/**
 * Kills a process before and after every step of an operation, each time in a run of its own, and
 * looks whether the restart comes to the state of the run that nothing disturbed.
 *
 * @param stage - World and processes.
 * @param channel - The channel.
 * @param operation - The operation.
 * @returns Which points were reached, and where the end was another.
 */
export async function killEverywhere(
  stage: Stage,
  channel: ChannelName,
  operation: Operation,
): Promise<StepCoverage> {
  const place = { channel, operation };
  const { task } = playOf(channel, operation);
  const { steps, expected } = await withScene(stage, place, async (scene) => {
    const result = await scene.live({ task });
    return { steps: result?.steps ?? [], expected: await readState(scene) };
  });
  const divergences: Divergence[] = [];
  let killed = 0;
  const points = steps.flatMap((name, index) =>
    (["before", "after"] as const).map((when) => ({ name, kill: { step: index + 1, when } })),
  );
  for (const { name, kill } of points) {
    await withScene(stage, place, async (scene) => {
      if ((await scene.live({ task, kill })) === undefined) killed += 1;
      await scene.live({ task });
      await scene.live({ task: REPORT });
      const words = compare(expected, await readState(scene));
      if (words.length > 0) divergences.push({ step: name, kill, words });
    });
  }
  return { channel, operation, steps, points: points.length, killed, divergences };
}
