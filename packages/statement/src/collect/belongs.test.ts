import { expect, it } from "vitest";
import { belongsTo, dayNumberOf, formatDay } from "./belongs.ts";

const october = { start: Date.parse("2026-10-01T00:00Z"), end: Date.parse("2026-11-01T00:00Z") };

function period(start: string, end: string) {
  return { start: Date.parse(start), end: Date.parse(end) };
}

it.each([
  ["the first day in Bucharest", "2026-09-30T21:00Z", "2026-10-01T21:00Z", true],
  ["the last day in New York", "2026-10-31T04:00Z", "2026-11-01T04:00Z", true],
  ["the first of November in Bucharest", "2026-10-31T22:00Z", "2026-11-01T22:00Z", false],
  ["the first instant", "2026-10-01T00:00Z", "2026-10-01T00:00Z", true],
  ["the first instant afterwards", "2026-11-01T00:00Z", "2026-11-01T00:00Z", false],
  ["half of it before", "2026-09-30T12:00Z", "2026-10-01T12:00Z", true],
  ["half of it afterwards", "2026-10-31T12:00Z", "2026-11-01T12:00Z", false],
])("tells whether %s belongs to October", (_title, start, end, belongs) => {
  expect(belongsTo(period(start, end), october)).toBe(belongs);
});

it("counts a day of another zone to the day in UTC that most of it lies in", () => {
  const inBucharest = period("2026-09-30T21:00Z", "2026-10-01T21:00Z");
  expect(formatDay(dayNumberOf(inBucharest))).toBe("2026-10-01");
});
