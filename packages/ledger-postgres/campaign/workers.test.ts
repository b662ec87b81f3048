import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../src/__fixtures__/fresh-ledger.ts";
import { runWorkersCampaign } from "./run-campaign.ts";

const NOTHING_WRONG = { lost: 0, doubled: 0, altered: 0, invented: 0, open: 0, differences: 0 };

describe("processes that share a ledger", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("have one effect each while they are killed and stopped beyond their lease", async () => {
    const result = await runWorkersCampaign({
      connectionString: database.connectionString,
      ...{ workers: 3, records: 600, seed: 7, kills: 2, pauses: 2, interval: 500 },
      ...{ leaseSeconds: 2, latency: 40, timeLimit: 40_000 },
    });
    expect(result).toMatchObject({ ...NOTHING_WRONG, kills: 2, pauses: 2 });
    expect(result.failOvers).toBeGreaterThan(0);
    expect(result.longestFailOver).toBeLessThan(10_000);
  });
});
