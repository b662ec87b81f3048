import { describe, expect, it } from "vitest";
import { at } from "./__fixtures__/calendars.ts";
import { recommendedSchedules } from "./calendar/recommended-schedules.ts";
import { timeWindow } from "./calendar/time-window.ts";
import { createSchedule, type ScheduleSettings } from "./create-schedule.ts";

const since = "2026-10-01";

describe("createSchedule", () => {
  it.each<[string, ScheduleSettings]>([
    ["timeZone", { since, timeZone: "Europe/Atlantis" }],
    ["timeZone", { since, timeZone: "+02:00" }],
    ["since", {}],
    ["since", { since: "October" }],
    ["since", { since: "2026-02-30" }],
    ["at", { since, at: "24:00" }],
    ["at", { since, every: "hour", at: "06:00" }],
    ["dayOfMonth", { since, dayOfMonth: 1 }],
    ["dayOfMonth", { since, every: "month", dayOfMonth: 32 }],
    ["dayOfMonth", { since, every: "month", dayOfMonth: 1, daysBeforeMonthEnd: 1 }],
    ["daysBeforeMonthEnd", { since, every: "month", daysBeforeMonthEnd: -1 }],
    ["deadline.daysAfterEnd", { since, deadline: { daysAfterEnd: 1.5 } }],
    ["deadline", { since, deadline: { daysAfterEnd: 1, monthEnd: true } }],
    ["deadline", { since, deadline: { daysAfterStart: 1 } }],
    ["deadline", { since, every: "month", deadline: { daysAfterStart: 28 } }],
  ])("refuses a bad %s: %j", (key, settings) => {
    expect(() => createSchedule(settings)).toThrow(expect.objectContaining({ key }));
  });

  it.each(Object.keys(recommendedSchedules) as (keyof typeof recommendedSchedules)[])(
    "keeps the recommended schedule %s in every zone",
    (like) => {
      for (const timeZone of ["UTC", "Europe/Bucharest", "America/Havana"]) {
        const schedule = createSchedule({ like, since, timeZone });
        expect(schedule).toMatchObject({ ...recommendedSchedules[like].schedule, timeZone });
      }
    },
  );

  it("drops the days of a month where the rhythm is another", () => {
    const schedule = createSchedule({ like: "connect-monthly", since, every: "day" });
    expect(schedule).not.toHaveProperty("daysBeforeMonthEnd");
    expect(schedule.deadline).toEqual({ daysAfterEnd: 1 });
    const agreed = createSchedule({ like: "connect-monthly", since, dayOfMonth: 20 });
    expect(agreed).toMatchObject({ dayOfMonth: 20 });
    expect(agreed).not.toHaveProperty("daysBeforeMonthEnd");
  });
});

describe("timeWindow", () => {
  const times = (settings: ScheduleSettings, start: string, end: string) =>
    timeWindow(createSchedule(settings), { start: at(start), end: at(end) });

  it("moves a run that the clocks jump over to after the jump, and takes the first of two", () => {
    const zurich = { since, timeZone: "Europe/Zurich", at: "02:30" };
    const spring = times(zurich, "2027-03-26T23:00:00Z", "2027-03-27T23:00:00Z");
    expect(spring.runAt).toBe(at("2027-03-28T01:30:00Z"));
    const autumn = times(zurich, "2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z");
    expect(autumn.runAt).toBe(at("2026-10-25T00:30:00Z"));
  });

  it.each([
    [{ hoursAfterEnd: 5 }, "2026-10-25T03:00:00Z"],
    [{ daysAfterEnd: 1 }, "2026-10-25T23:00:00Z"],
    [{ daysAfterStart: 3 }, "2026-10-26T23:00:00Z"],
    [{ monthEnd: true }, "2026-10-31T23:00:00Z"],
  ] as const)("takes %j by the calendar of the zone", (deadline, expected) => {
    const zurich = { since, timeZone: "Europe/Zurich", deadline };
    const window = times(zurich, "2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z");
    expect(window.deadline).toBe(at(expected));
  });
});
