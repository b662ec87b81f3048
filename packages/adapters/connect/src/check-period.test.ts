import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { checkPeriod } from "./check-period.ts";

const october = { from: "2026-10-01", to: "2026-10-31" };

const rulesOf = (start: string, end: string, period = october) =>
  checkPeriod(usageRecord({ start, end }), period).map(({ rule }) => rule);

describe("checkPeriod", () => {
  it.each([
    ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"],
    ["2026-10-31T23:59:59Z", "2026-10-31T23:59:59Z"],
    ["2026-10-01T02:00:00+02:00", "2026-10-02T00:00:00Z"],
  ])("takes usage from %s to %s", (start, end) => {
    expect(rulesOf(start, end)).toEqual([]);
  });

  it.each([
    ["2026-09-30T23:59:59Z", "2026-10-01T00:00:00Z"],
    ["2026-10-31T00:00:00Z", "2026-11-01T00:00:01Z"],
    ["2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z"],
    ["2025-10-01T00:00:00Z", "2025-11-01T00:00:00Z"],
  ])("refuses usage from %s to %s, which is not of October", (start, end) => {
    expect(rulesOf(start, end)).toEqual(["outside-period"]);
  });

  it("checks nothing where no period is given", () => {
    expect(checkPeriod(usageRecord(), undefined)).toEqual([]);
  });
});
