import type { Period } from "@usage-billing/core";

/**
 * Tells whether a record belongs to the statement of a period: when its own period starts in it. A channel may
 * keep no more of usage than the instant at which it began, and what is stated has to be what is reconciled.
 *
 * @param record - What the record covers.
 * @param stated - The period of the statement.
 * @returns Whether it belongs there.
 */
export function belongsTo(record: Period, stated: Period): boolean {
  return record.start >= stated.start && record.start < stated.end;
}
