import { expect, it } from "vitest";
import { describePeriod } from "./describe-period.ts";

it.each([
  ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "October 2026"],
  ["2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "December 2026"],
  ["2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z", "29 February 2028"],
  ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026"],
  ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "January 2026"],
  ["2026-10-01T00:00:00Z", "2026-10-16T00:00:00Z", "2026-10-01T00:00:00Z to 2026-10-16T00:00:00Z"],
  ["2026-09-30T21:00:00Z", "2026-10-31T22:00:00Z", "2026-09-30T21:00:00Z to 2026-10-31T22:00:00Z"],
])("calls %s until %s %s", (start, end, name) => {
  expect(describePeriod({ start, end })).toBe(name);
});

it.each([
  ["2026-09-30T21:00:00Z", "2026-10-31T22:00:00Z", "October 2026 (Europe/Bucharest)"],
  ["2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z", "25 October 2026 (Europe/Bucharest)"],
  ["2025-12-31T22:00:00Z", "2026-12-31T22:00:00Z", "2026 (Europe/Bucharest)"],
  ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "2026-10-01T00:00:00Z to 2026-11-01T00:00:00Z"],
])("calls %s until %s %s there", (start, end, name) => {
  expect(describePeriod({ start, end }, "Europe/Bucharest")).toBe(name);
});
