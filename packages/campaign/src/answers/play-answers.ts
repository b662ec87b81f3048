import { readCommit } from "../describe-campaign.ts";
import { countFindings } from "../oracle/judge.ts";
import { startWorld } from "../world/start-world.ts";
import { createWorkerPool } from "../world/worker-pool.ts";
import { ANSWERS, type AnswerName, loseAnswers } from "./lost-answers.ts";

/**
 * Plays every way in which answers are lost, at both channels that are written to record by record
 * or array by array.
 *
 * @param records - How many records each time.
 * @param print - Takes the results.
 * @returns The exit status: 0 when each record had its one effect.
 */
export async function playAnswers(records: number, print: (line: string) => void): Promise<number> {
  const world = await startWorld();
  const pool = createWorkerPool();
  let wrong = 0;
  try {
    print(`commit ${readCommit()}, ${records} records each`);
    for (const channel of ["rebilly", "twocheckout"] as const) {
      for (const answer of Object.keys(ANSWERS) as AnswerName[]) {
        const begin = performance.now();
        const result = await loseAnswers({ world, pool }, channel, { answer, records });
        const { verdict, deliveries, posts } = result;
        const seconds = Math.round((performance.now() - begin) / 1_000);
        const { lost, doubled, altered, open } = verdict;
        const counts = `${lost.length} lost, ${doubled.length} doubled, ${altered.length} altered, ${open.length} open`;
        print(
          `${channel}, ${answer}: ${posts} POSTs for ${deliveries} deliveries, ${seconds} s: ${counts}`,
        );
        wrong += countFindings(verdict);
      }
    }
  } finally {
    await pool.close();
    await world.close();
  }
  return wrong === 0 ? 0 : 1;
}
