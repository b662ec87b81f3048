import type { Instant } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";

const HOUR = 3_600_000;

/** An instant as somebody in the time zone reads it. */
function toZoned(instant: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

/**
 * Tells whether a time zone is known.
 *
 * @param timeZone - An IANA name.
 * @returns Whether times can be told in it.
 */
export function isTimeZone(timeZone: string): boolean {
  try {
    // An offset such as +02:00 has no daylight saving time, so it is no place's time zone.
    return !/^[+-]/.test(timeZone) && toZoned(0, timeZone).epochMilliseconds === 0;
  } catch {
    return false;
  }
}

/**
 * Gives the calendar day of an instant.
 *
 * @param instant - The instant.
 * @param timeZone - The IANA name of the time zone.
 * @returns The day there.
 */
export function dateOf(instant: Instant, timeZone: string): Temporal.PlainDate {
  return toZoned(instant, timeZone).toPlainDate();
}

/**
 * Gives the first instant of a day: midnight, or what comes first where clocks jump over midnight.
 *
 * @param date - The day.
 * @param timeZone - The IANA name of the time zone.
 * @returns The instant.
 */
export function startOfDay(date: Temporal.PlainDate, timeZone: string): Instant {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * Finds the first instant, from a given one on, at which clocks show a time. Where they jump over it,
 * it is as long after the jump as it would have been after the beginning of what is left out.
 *
 * @param from - The earliest instant.
 * @param at - `HH:MM`.
 * @param timeZone - The IANA name of the time zone.
 * @returns The instant.
 */
export function firstTimeAt(from: Instant, at: string, timeZone: string): Instant {
  const time = Temporal.PlainTime.from(at);
  const day = dateOf(from, timeZone);
  for (const days of [0, 1, 2]) {
    const local = day.add({ days }).toPlainDateTime(time);
    for (const disambiguation of ["compatible", "later"] as const) {
      const instant = local.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
      if (instant >= from) return instant;
    }
  }
  throw new RangeError(`no clock of ${timeZone} shows ${at} after ${from}`);
}

/**
 * Finds the first instant, from a given one on, that lies so many minutes after a full hour of UTC.
 *
 * @param from - The earliest instant.
 * @param minutes - 0 to 59.
 * @returns The instant.
 */
export function firstMinuteAt(from: Instant, minutes: number): Instant {
  const offset = minutes * 60_000;
  return Math.ceil((from - offset) / HOUR) * HOUR + offset;
}

/**
 * Adds calendar days to an instant: the clocks show the same time, also over a change of the clocks.
 *
 * @param instant - The instant.
 * @param days - How many.
 * @param timeZone - The IANA name of the time zone.
 * @returns The instant then.
 */
export function addDays(instant: Instant, days: number, timeZone: string): Instant {
  return toZoned(instant, timeZone).add({ days }).epochMilliseconds;
}

/**
 * Gives the end of the calendar month of an instant.
 *
 * @param instant - The instant.
 * @param timeZone - The IANA name of the time zone.
 * @returns The first instant of the next month.
 */
export function endOfMonth(instant: Instant, timeZone: string): Instant {
  const next = dateOf(instant, timeZone).with({ day: 1 }).add({ months: 1 });
  return startOfDay(next, timeZone);
}
