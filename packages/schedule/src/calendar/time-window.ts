import type { Instant, Period } from "@usage-billing/core";
import type { Schedule } from "../schedule.ts";
import { addDays, endOfMonth, firstMinuteAt, firstTimeAt } from "./local-time.ts";

/** A window with the times that a schedule gives it. */
export interface TimedWindow {
  /** The window: half-open, UTC. */
  readonly period: Period;
  /** When it is to be reported. */
  readonly runAt: Instant;
  /** The first instant that is too late. */
  readonly deadline: Instant;
}

function findRun({ every, at, timeZone }: Schedule, end: Instant): Instant {
  if (every === "hour") return firstMinuteAt(end, Number(at.slice(3)));
  return firstTimeAt(end, at, timeZone);
}

function findDeadline({ deadline, timeZone }: Schedule, { start, end }: Period, runAt: Instant) {
  if ("hoursAfterEnd" in deadline) return end + deadline.hoursAfterEnd * 3_600_000;
  if ("daysAfterEnd" in deadline) return addDays(end, deadline.daysAfterEnd, timeZone);
  if ("daysAfterStart" in deadline) return addDays(start, deadline.daysAfterStart, timeZone);
  return endOfMonth(runAt, timeZone);
}

/**
 * Tells when a window is to be reported and by when.
 *
 * @param schedule - The schedule.
 * @param period - The window.
 * @returns The window with its times.
 */
export function timeWindow(schedule: Schedule, period: Period): TimedWindow {
  const runAt = findRun(schedule, period.end);
  return { period, runAt, deadline: findDeadline(schedule, period, runAt) };
}
