import { formatPeriod } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { at } from "../__fixtures__/calendars.ts";
import { createSchedule, type ScheduleSettings } from "../create-schedule.ts";
import type { Checkpoint } from "../schedule.ts";
import { dueWindows, nextWindow } from "./due-windows.ts";
import { lateWindows } from "./late-windows.ts";

function listDue(settings: ScheduleSettings, now: string, checkpoints: readonly Checkpoint[] = []) {
  const due = dueWindows(createSchedule(settings), { checkpoints, now: at(now) });
  return due.map(({ period }) => formatPeriod(period));
}

function checkpoint(period: string, state: "done" | "failed", more: Partial<Checkpoint> = {}) {
  const [start = "", end = ""] = period.split("/");
  const times = { start: at(start), end: at(end) };
  return { period: times, state, at: times.end, records: 1, ...more };
}

describe("dueWindows", () => {
  it("cuts days where they begin in the time zone, also when they have 23 or 25 hours", () => {
    const zurich = { timeZone: "Europe/Zurich", at: "06:00" };
    expect(listDue({ ...zurich, since: "2026-03-28" }, "2026-03-30T04:00:00Z")).toEqual([
      "2026-03-27T23:00:00Z/2026-03-28T23:00:00Z",
      "2026-03-28T23:00:00Z/2026-03-29T22:00:00Z",
    ]);
    expect(listDue({ ...zurich, since: "2026-10-25" }, "2026-10-26T05:00:00Z")).toEqual([
      "2026-10-24T22:00:00Z/2026-10-25T23:00:00Z",
    ]);
  });

  it("waits for the run: a window that has ended is not due before it", () => {
    const settings = { since: "2026-10-01", at: "00:10" };
    expect(listDue(settings, "2026-10-02T00:09:59Z")).toEqual([]);
    expect(listDue(settings, "2026-10-02T00:10:00Z")).toHaveLength(1);
  });

  it("cuts months some days before their end, with 29 February", () => {
    const settings = {
      like: "connect-monthly",
      since: "2024-01-30",
      daysBeforeMonthEnd: 1,
    } as const;
    expect(listDue(settings, "2024-04-01T00:00:00Z")).toEqual([
      "2024-01-30T00:00:00Z/2024-02-28T00:00:00Z",
      "2024-02-28T00:00:00Z/2024-03-30T00:00:00Z",
    ]);
  });

  it("takes the last day where a month is too short for the day that is asked for", () => {
    const settings = { every: "month", dayOfMonth: 31, since: "2026-01-31" } as const;
    expect(listDue(settings, "2026-04-01T00:00:00Z")).toEqual([
      "2026-01-31T00:00:00Z/2026-02-28T00:00:00Z",
      "2026-02-28T00:00:00Z/2026-03-31T00:00:00Z",
    ]);
  });

  it("leaves out a day that a place skipped, and no hour of any other", () => {
    const apia = { timeZone: "Pacific/Apia", since: "2011-12-29" };
    expect(listDue(apia, "2011-12-31T11:00:00Z")).toEqual([
      "2011-12-29T10:00:00Z/2011-12-30T10:00:00Z",
      "2011-12-30T10:00:00Z/2011-12-31T10:00:00Z",
    ]);
  });

  it("gives a window that was begun again as it was, and fits others round it", () => {
    const begun = checkpoint("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z", "failed");
    const settings = { timeZone: "Europe/Zurich", since: "2026-10-01" };
    expect(listDue(settings, "2026-10-03T00:00:00Z", [begun])).toEqual([
      "2026-09-30T22:00:00Z/2026-10-01T00:00:00Z",
      "2026-10-01T00:00:00Z/2026-10-02T00:00:00Z",
      "2026-10-02T00:00:00Z/2026-10-02T22:00:00Z",
    ]);
  });

  it("refuses windows that overlap, and names them", () => {
    const settings = { since: "2026-10-01" };
    const two = [
      checkpoint("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z", "done"),
      checkpoint("2026-10-01T22:00:00Z/2026-10-02T22:00:00Z", "done"),
    ];
    expect(() => listDue(settings, "2026-10-04T00:00:00Z", two)).toThrow(
      "2026-10-01T00:00:00Z/2026-10-02T00:00:00Z and 2026-10-01T22:00:00Z/2026-10-02T22:00:00Z overlap",
    );
    const later = { since: "2026-10-02T22:00:00Z" };
    expect(listDue(later, "2026-10-03T01:00:00Z", two)).toEqual([
      "2026-10-02T22:00:00Z/2026-10-03T00:00:00Z",
    ]);
  });
});

describe("nextWindow", () => {
  it("gives the window that is still open", () => {
    const schedule = createSchedule({ since: "2026-10-01" });
    const { period, runAt, deadline } = nextWindow(schedule, {
      checkpoints: [],
      now: at("2026-10-05T12:00:00Z"),
    });
    expect(formatPeriod(period)).toBe("2026-10-05T00:00:00Z/2026-10-06T00:00:00Z");
    expect([runAt, deadline]).toEqual([at("2026-10-06T00:10:00Z"), at("2026-10-07T00:00:00Z")]);
  });

  it("gives the window that has ended and is to be run soon, and one ahead of a later beginning", () => {
    const schedule = createSchedule({ since: "2026-10-01" });
    const soon = nextWindow(schedule, { checkpoints: [], now: at("2026-10-02T00:05:00Z") });
    expect(formatPeriod(soon.period)).toBe("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z");
    const ahead = nextWindow(schedule, { checkpoints: [], now: at("2026-09-01T00:00:00Z") });
    expect(formatPeriod(ahead.period)).toBe("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z");
  });
});

describe("lateWindows", () => {
  it("lists what is past its deadline with amount and reason", () => {
    const known = { records: 3, quantity: "1.5" };
    const checkpoints = [
      checkpoint("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z", "done", {
        ...{ ...known, at: at("2026-10-03T00:00:00Z") },
      }),
      checkpoint("2026-10-02T00:00:00Z/2026-10-03T00:00:00Z", "failed", {
        ...{ ...known, reason: "the query failed" },
      }),
      checkpoint("2026-10-03T00:00:00Z/2026-10-04T00:00:00Z", "done"),
    ];
    const now = at("2026-10-06T00:10:00Z");
    const late = lateWindows(createSchedule({ since: "2026-10-01" }), { checkpoints, now });
    expect(late).toMatchObject([
      { state: "done-late", ...known, reason: "it was run after its deadline" },
      { state: "failed", ...known, reason: "the query failed" },
      { state: "missing", reason: "nobody ran it" },
    ]);
    expect(late).toHaveLength(3);
  });
});
