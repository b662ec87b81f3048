import { expect, it } from "vitest";
import { belongsTo } from "./belongs.ts";

function period(start: string, end: string) {
  return { start: Date.parse(start), end: Date.parse(end) };
}

const october = period("2026-10-01T00:00Z", "2026-11-01T00:00Z");
const inBucharest = period("2026-10-01T00:00+03:00", "2026-11-01T00:00+02:00");

it.each([
  ["the first day", "2026-10-01T00:00Z", "2026-10-02T00:00Z", true],
  ["the last day, however long", "2026-10-31T00:00Z", "2026-11-30T00:00Z", true],
  ["what started an instant before", "2026-09-30T23:59:59.999Z", "2026-10-31T00:00Z", false],
  ["the first instant", "2026-10-01T00:00Z", "2026-10-01T00:00Z", true],
  ["the first instant afterwards", "2026-11-01T00:00Z", "2026-11-01T00:00Z", false],
])("tells whether %s belongs to October", (_title, start, end, belongs) => {
  expect(belongsTo(period(start, end), october)).toBe(belongs);
});

it.each([
  ["the first", "2026-10-01T00:00+03:00", "2026-10-02T00:00+03:00", true],
  ["the last", "2026-10-31T00:00+02:00", "2026-11-01T00:00+02:00", true],
  ["the next", "2026-11-01T00:00+02:00", "2026-11-02T00:00+02:00", false],
])("has %s day of another time zone in the month of that zone", (_title, start, end, belongs) => {
  expect(belongsTo(period(start, end), inBucharest)).toBe(belongs);
});
