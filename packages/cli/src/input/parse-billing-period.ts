import { type Instant, type Period, parseInstant } from "@usage-billing/core";
import { CommandError } from "../command-error.ts";

const CALENDAR = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function readDay(year: string, month: string, day: string): Instant {
  try {
    return parseInstant(`${year}-${month}-${day}T00:00:00Z`);
  } catch {
    throw new RangeError(`"${year}-${month}-${day}" is no day that exists`);
  }
}

/** The year, month or day in UTC that a text names. */
function toCalendarPeriod([, year = "", month, day]: RegExpExecArray): Period {
  const first = readDay(year, month ?? "01", day ?? "01");
  const end = new Date(first);
  if (day !== undefined) end.setUTCDate(end.getUTCDate() + 1);
  else if (month !== undefined) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCFullYear(end.getUTCFullYear() + 1);
  return { start: first, end: end.getTime() };
}

function parse(text: string): Period {
  const calendar = CALENDAR.exec(text);
  if (calendar !== null) return toCalendarPeriod(calendar);
  const [start = "", end = "", ...rest] = text.split("/");
  if (rest.length > 0) throw new TypeError("has more than one slash");
  return { start: parseInstant(start), end: parseInstant(end) };
}

/**
 * Reads the period that a command is asked for.
 *
 * @param text - A year, month or day in UTC (`2026`, `2026-10`, `2026-10-31`), or two instants parted by a slash.
 * @returns The period: half-open, UTC.
 * @throws {@link CommandError} When the text is no period.
 */
export function parseBillingPeriod(text: string): Period {
  const hint = "Give a month such as 2026-10, a year, a day, or START/END";
  let period: Period;
  try {
    period = parse(text);
  } catch (error) {
    throw new CommandError(`--period ${(error as Error).message}. ${hint}.`);
  }
  if (period.end > period.start) return period;
  throw new CommandError(`--period "${text}" ends before it has begun. ${hint}.`);
}
