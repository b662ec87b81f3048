import type { Instant, Period } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";

/** A piece of time by the calendar. */
export type CalendarUnit = "hour" | "day" | "month";

function inZone(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function floor(time: Temporal.ZonedDateTime, unit: CalendarUnit): Temporal.ZonedDateTime {
  if (unit === "hour") return time.round({ smallestUnit: "hour", roundingMode: "floor" });
  return (unit === "day" ? time : time.with({ day: 1 })).startOfDay();
}

function next(time: Temporal.ZonedDateTime, unit: CalendarUnit): Temporal.ZonedDateTime {
  if (unit !== "hour") return floor(time.add(unit === "day" ? { days: 1 } : { months: 1 }), unit);
  const later = time.add({ hours: 1 });
  const start = floor(later, "hour");
  return start.epochMilliseconds > time.epochMilliseconds ? start : later;
}

/**
 * Lists the hours, days or months that a window touches.
 *
 * @param window - Half-open, UTC.
 * @param unit - How long a piece is.
 * @param zone - The IANA time zone whose calendar counts. A day of it may have 23 or 25 hours.
 * @returns The pieces in order, each whole, half-open, UTC.
 */
export function calendarPieces(window: Period, unit: CalendarUnit, zone: string): Period[] {
  const pieces: Period[] = [];
  let time = floor(inZone(window.start, zone), unit);
  while (time.epochMilliseconds < window.end) {
    const end = next(time, unit);
    pieces.push({ start: time.epochMilliseconds, end: end.epochMilliseconds });
    time = end;
  }
  return pieces;
}

/** A change of a zone's clocks. */
export interface ClockChange {
  /** When the clocks change. */
  readonly at: Instant;
  /** How far local time is ahead of UTC afterwards, in milliseconds. */
  readonly offset: number;
}

/**
 * Finds out how a zone's clocks stand in a window.
 *
 * @param window - Half-open, UTC.
 * @param zone - The IANA time zone.
 * @returns How far local time is ahead of UTC at the window's start, in milliseconds, and the changes until its end.
 */
export function clockOf(
  window: Period,
  zone: string,
): { readonly offset: number; readonly changes: readonly ClockChange[] } {
  const offsetOf = (time: Temporal.ZonedDateTime) => time.offsetNanoseconds / 1e6;
  const first = inZone(window.start, zone);
  const changes: ClockChange[] = [];
  let change = first.getTimeZoneTransition("next");
  while (change !== null && change.epochMilliseconds < window.end) {
    changes.push({ at: change.epochMilliseconds, offset: offsetOf(change) });
    change = change.getTimeZoneTransition("next");
  }
  return { offset: offsetOf(first), changes };
}

const FIELDS: Readonly<Record<string, (time: Temporal.ZonedDateTime) => string>> = {
  yyyy: ({ year }) => String(year).padStart(4, "0"),
  MM: ({ month }) => String(month).padStart(2, "0"),
  dd: ({ day }) => String(day).padStart(2, "0"),
  HH: ({ hour }) => String(hour).padStart(2, "0"),
  mm: ({ minute }) => String(minute).padStart(2, "0"),
  ss: ({ second }) => String(second).padStart(2, "0"),
};

const LETTERS = /([A-Za-z])\1*/g;

/**
 * Finds letters of a time format that stand for nothing.
 *
 * @param format - For example `yyyy-MM-dd`.
 * @returns The first that is not yyyy, MM, dd, HH, mm, ss or a single T or Z.
 */
export function findUnknownField(format: string): string | undefined {
  return format.match(LETTERS)?.find((field) => !(field in FIELDS) && !/^[TZ]$/.test(field));
}

/**
 * Writes an instant in a zone's local time.
 *
 * @param instant - The instant.
 * @param format - yyyy, MM, dd, HH, mm and ss, with anything but letters between them.
 * @param zone - The IANA time zone.
 * @returns The text.
 */
export function formatLocal(instant: Instant, format: string, zone: string): string {
  const time = inZone(instant, zone);
  return format.replace(LETTERS, (field) => FIELDS[field]?.(time) ?? field);
}
