import { CHANNELS } from "../channel-name.ts";
import { readCommit } from "../describe-campaign.ts";
import { startWorld } from "../world/start-world.ts";
import { createWorkerPool } from "../world/worker-pool.ts";
import { killEverywhere, type Stage, type StepCoverage } from "./kill-everywhere.ts";
import { OPERATIONS } from "./operations.ts";

function describe({ channel, operation, points, killed, divergences }: StepCoverage): string {
  const place = `${channel} ${operation}`.padEnd(22);
  return `${place}${killed} of ${points} points, ${divergences.length} other ends`;
}

async function playAll(
  stage: Stage,
  print: (line: string) => void,
): Promise<readonly StepCoverage[]> {
  const all: StepCoverage[] = [];
  for (const channel of CHANNELS) {
    // Connect tells files apart by an id of ours: nothing there is ambiguous, so nobody decides.
    const operations = OPERATIONS.filter((name) => channel !== "connect" || name !== "decide");
    for (const operation of operations) {
      const coverage = await killEverywhere(stage, channel, operation);
      all.push(coverage);
      print(describe(coverage));
      for (const { step, kill, words } of coverage.divergences) {
        print(`  ${kill.when} step ${kill.step}, ${step}: ${words.join("; ")}`);
      }
    }
  }
  return all;
}

/**
 * Kills a process everywhere in every operation of every channel.
 *
 * @param print - Takes the results.
 * @returns The exit status: 0 when every point was reached and every restart came to the same end.
 */
export async function playSteps(print: (line: string) => void): Promise<number> {
  const world = await startWorld();
  const pool = createWorkerPool(2);
  try {
    const all = await playAll({ world, pool }, print);
    const sum = (count: (coverage: StepCoverage) => number) =>
      all.reduce((total, coverage) => total + count(coverage), 0);
    const points = sum((coverage) => coverage.points);
    const killed = sum(({ killed: reached }) => reached);
    const others = sum(({ divergences }) => divergences.length);
    const share = points === 0 ? 0 : (100 * killed) / points;
    print(`commit ${readCommit()}: killed at ${killed} of ${points} points (${share} %)`);
    print(`${others} restarts came to another end`);
    return points > 0 && killed === points && others === 0 ? 0 : 1;
  } finally {
    await pool.close();
    await world.close();
  }
}
