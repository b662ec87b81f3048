import type { Instant, Period } from "@usage-billing/core";

function isMonthStart(instant: Instant): boolean {
  const date = new Date(instant);
  return date.getUTCDate() === 1 && instant % 86_400_000 === 0;
}

/** Counts the months from year 0 on. */
function monthOf(instant: Instant): number {
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * Gives the period right after one: so many calendar months in UTC after a period of whole months, else
 * as long as the first.
 *
 * @param period - The first, half-open.
 * @returns The next; of an instant, the same instant.
 */
export function nextPeriod({ start, end }: Period): Period {
  if (start === end || !isMonthStart(start) || !isMonthStart(end)) {
    return { start: end, end: end + (end - start) };
  }
  const months = 2 * monthOf(end) - monthOf(start);
  return { start: end, end: Date.UTC(Math.floor(months / 12), months % 12, 1) };
}
