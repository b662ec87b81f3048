import { expect, it } from "vitest";
import { findDay, listDays } from "./days.ts";

const DAY = 86_400_000;
const october = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) };

it("lists the days of a month in UTC", () => {
  const days = listDays(october);
  expect(days).toHaveLength(31);
  expect(days[0]).toEqual({ day: "2026-10-01", start: october.start });
  expect(days[30]).toEqual({ day: "2026-10-31", start: october.end - DAY });
});

it("lists a zone's days, which have 23, 24 or 25 hours", () => {
  const start = Date.parse("2026-10-24T00:00+03:00");
  const end = Date.parse("2026-10-27T00:00+02:00");
  expect(listDays({ start, end }, "Europe/Bucharest")).toEqual([
    { day: "2026-10-24", start },
    { day: "2026-10-25", start: start + DAY },
    { day: "2026-10-26", start: end - DAY },
  ]);
});

it("begins with the day in which the period starts", () => {
  const noon = october.start + DAY / 2;
  expect(listDays({ start: noon, end: noon + 1 })).toEqual([
    { day: "2026-10-01", start: october.start },
  ]);
});

it.each([undefined, "Europe/Bucharest", "America/Santiago"])(
  "finds the day of each instant in %s",
  (zone) => {
    const days = listDays({ start: Date.UTC(2026, 8, 1), end: Date.UTC(2026, 10, 1) }, zone);
    for (const [index, { start }] of days.entries()) {
      expect(findDay(days, start)).toBe(index);
      if (index > 0) expect(findDay(days, start - 1)).toBe(index - 1);
    }
  },
);
