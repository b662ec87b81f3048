import type { Period } from "@usage-billing/core";

const DAY = 86_400_000;

/**
 * Tells whether a record belongs to the statement of a period: when its own period starts in it. A channel may
 * keep no more of usage than the instant at which it began, and what is stated has to be what is reconciled.
 *
 * @param record - What the record covers.
 * @param stated - The period of the statement.
 * @returns Whether the middle lies in it.
 */
export function belongsTo(record: Period, stated: Period): boolean {
  return record.start >= stated.start && record.start < stated.end;
}

/**
 * Numbers the day that a record belongs to.
 *
 * @param record - What the record covers.
 * @returns Whole days in UTC since 1970-01-01.
 */
export function dayNumberOf(record: Period): number {
  return Math.floor(record.start / DAY);
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
