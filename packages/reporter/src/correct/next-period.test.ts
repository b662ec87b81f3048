import { formatPeriod, parseInstant } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { nextPeriod } from "./next-period.ts";

describe("nextPeriod", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"],
    ["2027-12-01T00:00:00Z", "2028-01-01T00:00:00Z", "2028-02-01T00:00:00Z"],
    ["2028-01-01T00:00:00Z", "2028-03-01T00:00:00Z", "2028-05-01T00:00:00Z"],
    ["2028-02-28T00:00:00Z", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"],
    ["2026-10-01T05:00:00Z", "2026-10-01T06:00:00Z", "2026-10-01T07:00:00Z"],
    ["2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z"],
  ])("after %s to %s ends at %s", (start, end, next) => {
    const found = nextPeriod({ start: parseInstant(start), end: parseInstant(end) });
    expect(formatPeriod(found)).toBe(
      formatPeriod({ start: parseInstant(end), end: parseInstant(next) }),
    );
  });
});
