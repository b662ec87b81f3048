import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { splitRecords } from "./split-records.ts";

/** Records of tiers, by the consumption that they are of. */
const ofConsumptions = (...names: readonly string[]) =>
  names.map((subscription, index) =>
    usageRecord({ recordId: `r-${index}`, subscription, amount: "1", tier: 0 }),
  );

const idsOf = (parts: ReturnType<typeof splitRecords>) =>
  parts.map((part) => part.map(({ recordId }) => recordId));

describe("splitRecords", () => {
  it("fills each part as far as the consumptions allow", () => {
    const records = ofConsumptions("a", "b", "a", "c", "b");
    expect(idsOf(splitRecords(records, 4))).toEqual([["r-0", "r-2", "r-1", "r-4"], ["r-3"]]);
    expect(idsOf(splitRecords(records, 3))).toEqual([
      ["r-0", "r-2"],
      ["r-1", "r-4", "r-3"],
    ]);
  });

  it("does not part a consumption that is larger than a part", () => {
    const records = ofConsumptions("a", "a", "a", "b");
    expect(idsOf(splitRecords(records, 2))).toEqual([["r-0", "r-1", "r-2"], ["r-3"]]);
  });

  it("makes no part of no records", () => {
    expect(splitRecords([], 2)).toEqual([]);
  });
});
