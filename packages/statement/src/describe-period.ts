import { Temporal } from "temporal-polyfill";
import type { StatedPeriod } from "./statement.ts";

const MONTHS: readonly string[] = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** The day that begins at an instant; nothing when it is in the middle of one. */
function toDay(instant: string, zone: string): Temporal.PlainDate | undefined {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return zoned.equals(zoned.startOfDay()) ? zoned.toPlainDate() : undefined;
}

function nameDays(first: Temporal.PlainDate, next: Temporal.PlainDate): string | undefined {
  const { year, month, day } = first;
  const name = MONTHS[month - 1] ?? "";
  if (day === 1 && month === 1 && next.equals(first.add({ years: 1 }))) return `${year}`;
  if (day === 1 && next.equals(first.add({ months: 1 }))) return `${name} ${year}`;
  if (next.equals(first.add({ days: 1 }))) return `${day} ${name} ${year}`;
  return undefined;
}

/**
 * Names a period as people do.
 *
 * @param period - A period in UTC.
 * @param zone - The IANA name of the time zone whose days it counts; UTC when left out.
 * @returns For example `October 2026`, `2026`, `31 October 2026`, `October 2026 (Europe/Berlin)`, or both ends.
 */
export function describePeriod({ start, end }: StatedPeriod, zone?: string): string {
  const [first, next] = [toDay(start, zone ?? "UTC"), toDay(end, zone ?? "UTC")];
  const name = first === undefined || next === undefined ? undefined : nameDays(first, next);
  if (name === undefined) return `${start} to ${end}`;
  return zone === undefined ? name : `${name} (${zone})`;
}
