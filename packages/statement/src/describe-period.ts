import type { StatedPeriod } from "./statement.ts";

const MIDNIGHT = "T00:00:00Z";

const MONTHS: readonly string[] = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** The day after a number of days or months. */
function after(start: Date, { months = 0, days = 0 }: { months?: number; days?: number }): number {
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, start.getUTCDate() + days);
}

/**
 * Names a period as people do.
 *
 * @param period - A period in UTC.
 * @returns For example `October 2026`, `2026`, `31 October 2026`, or both ends.
 */
export function describePeriod({ start, end }: StatedPeriod): string {
  const [first, last] = [new Date(start), Date.parse(end)];
  const isDate = start.endsWith(MIDNIGHT) && end.endsWith(MIDNIGHT);
  const [year, month, day] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  const name = MONTHS[month] ?? "";
  if (isDate && day === 1 && month === 0 && last === after(first, { months: 12 })) return `${year}`;
  if (isDate && day === 1 && last === after(first, { months: 1 })) return `${name} ${year}`;
  if (isDate && last === after(first, { days: 1 })) return `${day} ${name} ${year}`;
  return `${start} to ${end}`;
}
