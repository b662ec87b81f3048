import { formatPeriod } from "@usage-billing/core";
import { expect, it } from "vitest";
import { calendarPeriod } from "./calendar-period.ts";

it.each([
  ["2026", undefined, "2026-01-01T00:00:00Z/2027-01-01T00:00:00Z"],
  ["2026-12", "UTC", "2026-12-01T00:00:00Z/2027-01-01T00:00:00Z"],
  ["2028-02-29", undefined, "2028-02-29T00:00:00Z/2028-03-01T00:00:00Z"],
  ["2026-10", "Europe/Berlin", "2026-09-30T22:00:00Z/2026-10-31T23:00:00Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z"],
  ["2026-03-08", "America/New_York", "2026-03-08T05:00:00Z/2026-03-09T04:00:00Z"],
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z/2026-09-07T03:00:00Z"],
])("%s of %s is read", (text, timeZone, period) => {
  expect(formatPeriod(calendarPeriod(text, timeZone) ?? { start: 0, end: 0 })).toBe(period);
});

it.each(["", "October", "2026-1", "2026-10-01/2026-11-01"])("%j has another form", (text) => {
  expect(calendarPeriod(text)).toBeUndefined();
});

it("names the day that is none", () => {
  expect(() => calendarPeriod("2026-13")).toThrow('"2026-13-01" is no day that exists');
});

it.each(["Europe/Atlantis", "", "+02:00"])("refuses the time zone %j", (timeZone) => {
  expect(() => calendarPeriod("2026-10", timeZone)).toThrow(
    `"${timeZone}" is no time zone that is known`,
  );
});
