import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countFindings } from "../oracle/judge.ts";
import { startWorld, type World } from "../world/start-world.ts";
import { createWorkerPool, type WorkerPool } from "../world/worker-pool.ts";
import { ANSWERS, type AnswerName, loseAnswers, SLOW } from "./lost-answers.ts";

let world: World;
let pool: WorkerPool;
beforeAll(async () => {
  world = await startWorld();
  pool = createWorkerPool();
});
afterAll(async () => {
  await pool.close();
  await world.close();
});

const cases = (Object.keys(ANSWERS) as AnswerName[]).flatMap((answer) =>
  (["rebilly", "twocheckout"] as const).map((channel) => ({ answer, channel })),
);

describe("when the first writes all go wrong", () => {
  it.each(cases)(
    "has one effect at $channel: $answer",
    async ({ answer, channel }) => {
      // Slow answers are waited for, so they get fewer records.
      const records = (SLOW.has(answer) ? 40 : 200) * (channel === "rebilly" ? 1 : 5);
      const { verdict, deliveries, posts } = await loseAnswers({ world, pool }, channel, {
        answer,
        records,
      });
      expect(verdict).toMatchObject({ lost: [], doubled: [], altered: [], open: [] });
      expect(countFindings(verdict)).toBe(0);
      // What the channel stored is found, never sent again.
      if (/storing$/.test(answer) && !/before/.test(answer)) expect(posts).toBe(deliveries);
      else expect(posts).toBeGreaterThanOrEqual(deliveries);
    },
    120_000,
  );
});
