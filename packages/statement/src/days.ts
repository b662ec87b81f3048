import type { Instant, Period } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";

/** A day of a calendar. */
export interface Day {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Its first instant: midnight, or what comes first where clocks jump over midnight. */
  readonly start: Instant;
}

/**
 * Lists the days of a period as clocks of a time zone count them.
 *
 * @param period - The period.
 * @param zone - The IANA name of the time zone; UTC when left out.
 * @returns The days in order, from the one in which the period starts.
 */
export function listDays({ start, end }: Period, zone = "UTC"): readonly Day[] {
  const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  const days: Day[] = [];
  for (let date = first.toPlainDate(); ; date = date.add({ days: 1 })) {
    const begin = date.toZonedDateTime(zone).epochMilliseconds;
    if (begin >= end && days.length > 0) return days;
    days.push({ day: date.toString(), start: begin });
  }
}

/**
 * Finds the day of an instant.
 *
 * @param days - What {@link listDays} gave; the instant is not before its first day.
 * @param instant - The instant.
 * @returns The number of the day in the list, counted from 0.
 */
export function findDay(days: readonly Day[], instant: Instant): number {
  let [low, high] = [0, days.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((days[middle]?.start ?? 0) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}
