import { createPeriod, type Period } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";
import { isTimeZone, startOfDay } from "./local-time.ts";

const CALENDAR = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function readDay(year: string, month: string, day: string): Temporal.PlainDate {
  const text = `${year}-${month}-${day}`;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new RangeError(`"${text}" is no day that exists`);
  }
}

/**
 * Reads a year, a month or a day as clocks of a time zone count it: from midnight to midnight there, whatever
 * the clocks do in between.
 *
 * @param text - `2026`, `2026-10` or `2026-10-31`.
 * @param timeZone - The IANA name of the time zone; UTC when left out.
 * @returns The period: half-open, UTC; `undefined` when the text has another form.
 * @throws RangeError When there is no such day or no such time zone.
 *
 * @example
 * ```ts
 * calendarPeriod("2026-10", "Europe/Berlin"); // 2026-09-30T22:00:00Z to 2026-10-31T23:00:00Z
 * ```
 */
export function calendarPeriod(text: string, timeZone = "UTC"): Period | undefined {
  const found = CALENDAR.exec(text);
  if (found === null) return undefined;
  if (!isTimeZone(timeZone)) throw new RangeError(`"${timeZone}" is no time zone that is known`);
  const [, year = "", month, day] = found;
  const first = readDay(year, month ?? "01", day ?? "01");
  const unit = day !== undefined ? "days" : month !== undefined ? "months" : "years";
  const next = first.add({ [unit]: 1 });
  return createPeriod(startOfDay(first, timeZone), startOfDay(next, timeZone));
}
