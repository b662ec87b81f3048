import { type Instant, parseInstant } from "@usage-billing/core";
import fc from "fast-check";
import { createSchedule, type ScheduleSettings } from "../create-schedule.ts";
import type { Schedule } from "../schedule.ts";

/** Zones whose clocks do all that clocks do: by an hour, by half an hour, at midnight, never, over the date line. */
export const ZONES = [
  "UTC",
  "Europe/Zurich",
  "Europe/Bucharest",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
] as const;

/** Days before something that calendars stumble over: leap days, changes of clocks both ways, a skipped day. */
const STARTS = [
  "2024-01-31",
  "2024-02-15",
  "2024-02-28",
  "2023-02-20",
  "2026-03-01",
  "2026-03-27",
  "2026-10-01",
  "2026-10-24",
  "2018-10-25",
  "2018-02-10",
  "2011-12-15",
  "2025-12-20",
] as const;

const minutes = fc.integer({ min: 0, max: 59 }).map((minute) => String(minute).padStart(2, "0"));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), minutes)
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);

const rhythms: fc.Arbitrary<ScheduleSettings> = fc.oneof(
  minutes.map((minute) => ({ every: "hour" as const, at: `00:${minute}` })),
  times.map((at) => ({ every: "day" as const, at })),
  fc
    .tuple(times, fc.integer({ min: 1, max: 31 }))
    .map(([at, dayOfMonth]) => ({ every: "month" as const, at, dayOfMonth })),
  fc
    .tuple(times, fc.integer({ min: 0, max: 5 }))
    .map(([at, daysBeforeMonthEnd]) => ({ every: "month" as const, at, daysBeforeMonthEnd })),
);

const settings: fc.Arbitrary<ScheduleSettings> = fc
  .tuple(rhythms, fc.constantFrom(...ZONES))
  .map(([rhythm, timeZone]) => ({
    ...rhythm,
    timeZone,
    deadline: rhythm.every === "hour" ? { hoursAfterEnd: 3 } : { daysAfterEnd: 2 },
  }));

/** What happens at a run: everything is done, some windows fail, or the process ends after some. */
export type RunKind = "done" | "crash" | "failure";

/** Something that happens. */
export interface Step {
  /** How long after the last run this one is, in milliseconds. */
  readonly later: number;
  readonly run: RunKind;
  /** Which of the due windows is the last one that is worked on, where not all are. */
  readonly reach: number;
}

/** A schedule that is changed on the way, and what happens meanwhile. */
export interface Calendar {
  readonly before: Schedule;
  readonly after: Schedule;
  /** The step from which on the second schedule is kept. */
  readonly change: number;
  readonly steps: readonly Step[];
}

const DAY = 86_400_000;

/** Half an hour to three days, or 31 days and more offline. */
const later: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1_800_000, max: 3 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 31 * DAY, max: 40 * DAY }) },
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    later,
    run: fc.constantFrom<RunKind>("done", "done", "crash", "failure"),
    reach: fc.nat({ max: 40 }),
  }),
  { minLength: 2, maxLength: 4 },
);

/** Calendars of every kind. */
export const calendars: fc.Arbitrary<Calendar> = fc
  .tuple(settings, settings, fc.constantFrom(...STARTS), steps, fc.nat({ max: 4 }))
  .map(([first, second, since, happenings, change]) => {
    const before = createSchedule({ ...first, since });
    const { since: start } = before;
    return {
      before,
      after: { ...createSchedule({ ...second, since }), since: start },
      change,
      // 31 days offline are in each of them.
      steps: [...happenings, { later: 31 * DAY, run: "done", reach: 0 }],
    };
  });

/** Reads an instant, for tests. */
export function at(text: string): Instant {
  return parseInstant(text);
}
