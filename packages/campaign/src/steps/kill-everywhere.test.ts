import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../world/start-world.ts";
import { createWorkerPool, type WorkerPool } from "../world/worker-pool.ts";
import { killEverywhere } from "./kill-everywhere.ts";

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

describe("a process killed before and after every step", () => {
  it.each([
    ["connect", "follow"],
    ["rebilly", "correct"],
    ["twocheckout", "report"],
  ] as const)(
    "comes to the same end at %s in %s",
    async (channel, operation) => {
      const coverage = await killEverywhere({ world, pool }, channel, operation);
      expect(coverage.divergences).toEqual([]);
      expect(coverage.points).toBeGreaterThan(5);
      expect(coverage.killed).toBe(coverage.points);
      const reached = coverage.steps.filter((name) => !name.startsWith("ledger "));
      expect(reached.length).toBeGreaterThan(0);
    },
    120_000,
  );
});
