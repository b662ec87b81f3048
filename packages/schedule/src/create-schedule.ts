import { type Instant, parseInstant } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";
import { listCuts } from "./calendar/list-cuts.ts";
import { isTimeZone, startOfDay } from "./calendar/local-time.ts";
import { type RecommendedName, recommendedSchedules } from "./calendar/recommended-schedules.ts";
import { timeWindow } from "./calendar/time-window.ts";
import { InvalidScheduleError } from "./errors/invalid-schedule-error.ts";
import type { DeadlineRule, Every, Schedule } from "./schedule.ts";

/** A schedule as somebody writes it: the recommended one, and what is to be otherwise. */
export interface ScheduleSettings {
  /** The recommended schedule that fills in what is left out. */
  readonly like?: RecommendedName;
  /** The first day that is reported, `YYYY-MM-DD` in the time zone, or an instant with Z or an offset. */
  readonly since?: string;
  /** IANA name of the time zone; UTC when left out. */
  readonly timeZone?: string;
  readonly every?: Every;
  readonly at?: string;
  readonly dayOfMonth?: number;
  readonly daysBeforeMonthEnd?: number;
  readonly snapshot?: boolean;
  readonly deadline?: DeadlineRule;
}

/** Long enough to see windows of every length: of months, all of a year. */
const SAMPLE: Readonly<Record<Every, number>> = {
  hour: 7_200_000,
  day: 3 * 86_400_000,
  month: 366 * 86_400_000,
};

function readSince(text: string | undefined, timeZone: string): Instant {
  if (text === undefined) {
    throw new InvalidScheduleError("since", "is missing; give the first day to report, YYYY-MM-DD");
  }
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return startOfDay(Temporal.PlainDate.from(text), timeZone);
    return parseInstant(text);
  } catch {
    throw new InvalidScheduleError(
      "since",
      `"${text}" is no day such as 2026-10-01, and no instant`,
    );
  }
}

function requireWhole(key: string, value: number, [least, greatest]: readonly [number, number]) {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw new InvalidScheduleError(
    key,
    `is ${value}; give a whole number from ${least} to ${greatest}`,
  );
}

/** The days of the month; those of the recommended schedule give way to what was asked for. */
function readMonthDays(settings: ScheduleSettings, every: Every): Partial<Schedule> {
  const { dayOfMonth, daysBeforeMonthEnd } = settings;
  const key = dayOfMonth === undefined ? "daysBeforeMonthEnd" : "dayOfMonth";
  if (every !== "month") {
    if (dayOfMonth === undefined && daysBeforeMonthEnd === undefined) return {};
    throw new InvalidScheduleError(key, `has no meaning every ${every}; it belongs to months`);
  }
  if (dayOfMonth !== undefined && daysBeforeMonthEnd !== undefined) {
    throw new InvalidScheduleError(key, "and daysBeforeMonthEnd are both given; give one of them");
  }
  if (dayOfMonth !== undefined) {
    requireWhole(key, dayOfMonth, [1, 31]);
    return { dayOfMonth };
  }
  if (daysBeforeMonthEnd !== undefined) {
    requireWhole(key, daysBeforeMonthEnd, [0, 27]);
    return { daysBeforeMonthEnd };
  }
  return {};
}

function requireTime(at: string, every: Every): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) {
    throw new InvalidScheduleError("at", `"${at}" is no time such as 00:10`);
  }
  if (every !== "hour" || at.startsWith("00:")) return;
  throw new InvalidScheduleError("at", `"${at}" has hours; every hour it is 00:00 to 00:59`);
}

function requireDeadline(deadline: DeadlineRule): void {
  for (const [key, value] of Object.entries(deadline)) {
    if (value !== true) requireWhole(`deadline.${key}`, value, [0, 1_000]);
  }
  if (Object.keys(deadline).length === 1) return;
  throw new InvalidScheduleError("deadline", "has more or less than one rule; give one");
}

/** A deadline before the run would make every window late. */
function requireOrder(schedule: Schedule): void {
  const { since, every } = schedule;
  let start = since;
  for (const end of listCuts(schedule, { start: since, end: since + SAMPLE[every] })) {
    const { runAt, deadline } = timeWindow(schedule, { start, end });
    if (deadline <= runAt && start > since) {
      throw new InvalidScheduleError(
        "deadline",
        "comes before the run; every window would be late",
      );
    }
    start = end;
  }
}

/**
 * Makes a schedule of what somebody wrote.
 *
 * @param settings - What is given; the rest is as recommended.
 * @returns The schedule.
 * @throws {@link InvalidScheduleError} When it cannot be kept; `key` names the member at fault.
 *
 * @example
 * ```ts
 * const schedule = createSchedule({
 *   like: "connect-daily",
 *   since: "2026-10-01",
 *   timeZone: "Europe/Zurich",
 * });
 * ```
 */
export function createSchedule(settings: ScheduleSettings): Schedule {
  const { like = "connect-daily", timeZone = "UTC" } = settings;
  const recommended = recommendedSchedules[like].schedule;
  const { every = recommended.every, at = recommended.at } = settings;
  const { snapshot = recommended.snapshot } = settings;
  const isOther = every !== recommended.every;
  const days = readMonthDays(settings, every);
  const isOpen = every === "month" && Object.keys(days).length === 0 && !isOther;
  if (!isTimeZone(timeZone)) {
    throw new InvalidScheduleError(
      "timeZone",
      `"${timeZone}" is unknown; give a name of the IANA time zone database such as Europe/Zurich`,
    );
  }
  requireTime(at, every);
  const schedule: Schedule = {
    ...{ every, timeZone, at, snapshot, ...days },
    ...(isOpen && "daysBeforeMonthEnd" in recommended
      ? { daysBeforeMonthEnd: recommended.daysBeforeMonthEnd }
      : {}),
    deadline: settings.deadline ?? (isOther ? DEADLINES[every] : recommended.deadline),
    since: readSince(settings.since, timeZone),
  };
  requireDeadline(schedule.deadline);
  requireOrder(schedule);
  return schedule;
}

/** By when, where the rhythm is another than the recommended one. */
const DEADLINES: Readonly<Record<Every, DeadlineRule>> = {
  hour: { hoursAfterEnd: 1 },
  day: { daysAfterEnd: 1 },
  month: { daysAfterEnd: 2 },
};
