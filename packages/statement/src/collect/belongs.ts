import type { Instant, Period } from "@usage-billing/core";

const DAY = 86_400_000;

function middleOf({ start, end }: Period): Instant {
  return start + Math.floor((end - start) / 2);
}

/**
 * Tells whether a record belongs to the statement of a period. Days of other time zones reach over the
 * ends of a month in UTC; by its middle each belongs to one month, and to the right one.
 *
 * @param record - What the record covers.
 * @param stated - The period of the statement.
 * @returns Whether the middle lies in it.
 */
export function belongsTo(record: Period, stated: Period): boolean {
  const middle = middleOf(record);
  return middle >= stated.start && middle < stated.end;
}

/**
 * Numbers the day that a record belongs to.
 *
 * @param record - What the record covers.
 * @returns Whole days in UTC since 1970-01-01.
 */
export function dayNumberOf(record: Period): number {
  return Math.floor(middleOf(record) / DAY);
}

/**
 * Prints a day.
 *
 * @param dayNumber - Whole days since 1970-01-01.
 * @returns `YYYY-MM-DD`.
 */
export function formatDay(dayNumber: number): string {
  return new Date(dayNumber * DAY).toISOString().slice(0, 10);
}
