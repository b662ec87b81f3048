import { describe, expect, it } from "vitest";
import { runCampaign } from "./campaign.ts";
import { replayCommand } from "./describe-campaign.ts";

const NOTHING = { lost: 0, doubled: 0, altered: 0, invented: 0, disagreements: 0, open: 0 };

describe("a campaign of faults and kills over all channels", () => {
  it("loses, doubles and alters nothing in 20,000 records", async () => {
    const options = { records: 20_000, faults: 500, kills: 10, seed: 1, roundRecords: 10_000 };
    const result = await runCampaign(options);
    expect(result.findings).toEqual([]);
    expect(result.counts).toEqual(NOTHING);
    expect(result.records).toBeGreaterThanOrEqual(20_000);
    expect(result.faults).toBeGreaterThanOrEqual(500);
    expect(result.kills).toBeGreaterThanOrEqual(5);
    expect(Object.keys(result.faultsByKind).length).toBeGreaterThanOrEqual(10);
  }, 170_000);
});

describe("a reporter that is broken on purpose", () => {
  it.each([
    ["no-read-back", "doubled"],
    ["blind-retry", "doubled"],
    ["swallow-error", "lost"],
    ["commit-after-send", "doubled"],
  ] as const)(
    "is found by the campaign when it is broken by %s",
    async (defect, kind) => {
      const options = { records: 240, faults: 30, kills: 6, seed: 4, roundRecords: 240 };
      const result = await runCampaign({ ...options, defect });
      expect(result.counts[kind]).toBeGreaterThan(0);
      const [found] = result.findings;
      expect(replayCommand(options, found?.round ?? -1)).toMatch(/--seed 4 .* --round \d+$/);
    },
    120_000,
  );
});
