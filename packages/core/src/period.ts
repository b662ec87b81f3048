import { InvalidPeriodError } from "./errors/invalid-period-error.ts";

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/**
 * The time that a usage record covers, in UTC and half-open: `start` belongs to it, `end` does not.
 * Equal ends stand for that one instant.
 */
export interface Period {
  /** The first instant of the period. */
  readonly start: Instant;
  /** The first instant after the period. */
  readonly end: Instant;
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/i;

function explain(text: string): string {
  if (text.trim() === "") return "is empty";
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return "is a date without a time and a zone";
  return "is not an ISO 8601 time such as 2026-10-01T00:00:00Z";
}

function offsetMinutes(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

const CANONICAL = "####-##-##T##:##:##Z";
const ZERO = 48;

function hasForm(text: string): boolean {
  if (text.length !== CANONICAL.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isDigit = code >= ZERO && code <= ZERO + 9;
    if (CANONICAL[index] === "#" ? !isDigit : text[index] !== CANONICAL[index]) return false;
  }
  return true;
}

/**
 * Reads the form in which instants are kept, `YYYY-MM-DDTHH:MM:SSZ`, many times faster than any form:
 * a ledger holds two of each record.
 */
function readCanonical(text: string): Instant | undefined {
  if (!hasForm(text)) return undefined;
  const pair = (at: number) => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
  const [year, month, day] = [pair(0) * 100 + pair(2), pair(5), pair(8)];
  const [hour, minute, second] = [pair(11), pair(14), pair(17)];
  // Every month has 28 days; whether it has more, and what is wrong, is found out below.
  const isSure = year > 99 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  if (!isSure || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Reads an ISO 8601 time with `Z` or an offset.
 *
 * @param text - For example `2026-10-01T00:00:00Z` or `2026-10-01 02:00:00+02:00`; fractions up to milliseconds.
 * @returns The instant.
 * @throws {@link InvalidPeriodError} When the text has no zone, is no calendar time, or is finer than a millisecond.
 */
export function parseInstant(text: string): Instant {
  return readCanonical(text) ?? readAnyForm(text);
}

function readAnyForm(text: string): Instant {
  const match = INSTANT.exec(text);
  if (match === null) throw new InvalidPeriodError(text, explain(text));
  const [, year, month, day, hour, minute, second = "00", fraction = "", zone] = match;
  if (zone === undefined) {
    throw new InvalidPeriodError(text, "has no zone; end it with Z or an offset such as +02:00");
  }
  if (Number(fraction.slice(3)) > 0) {
    throw new InvalidPeriodError(text, "is finer than a millisecond");
  }
  const [y = 0, m = 0, ...rest] = [year, month, day, hour, minute, second].map(Number);
  const utc = Date.UTC(y, m - 1, ...rest);
  const offset = offsetMinutes(zone);
  // Date.UTC rolls days and hours that there are not over into the next month or day.
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (!new Date(utc).toISOString().startsWith(local) || Math.abs(offset) > 14 * 60) {
    throw new InvalidPeriodError(text, "is not a time that exists");
  }
  return utc - offset * 60_000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}

/**
 * Prints an instant in UTC.
 *
 * @param instant - The instant.
 * @returns `YYYY-MM-DDTHH:MM:SSZ`, with milliseconds only where there are any.
 */
export function formatInstant(instant: Instant): string {
  const text = new Date(instant).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/**
 * Makes a period of two instants.
 *
 * @param start - The first instant of the period.
 * @param end - The first instant after it.
 * @returns The half-open period.
 * @throws {@link InvalidPeriodError} When the end lies before the start.
 */
export function createPeriod(start: Instant, end: Instant): Period {
  if (end < start) {
    throw new InvalidPeriodError(formatInstant(end), `is before the start ${formatInstant(start)}`);
  }
  return { start, end };
}

/**
 * Prints a period.
 *
 * @param period - The period.
 * @returns Both ends in UTC, parted by a slash as in ISO 8601 intervals.
 */
export function formatPeriod(period: Period): string {
  return `${formatInstant(period.start)}/${formatInstant(period.end)}`;
}
