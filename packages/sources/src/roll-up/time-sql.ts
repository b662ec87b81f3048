import type { Period } from "@usage-billing/core";
import { clockOf } from "../time/zones.ts";

const DAY = 86_400_000;
const MICROSECONDS = 1_000;
const WITH_OFFSET = /^TIMESTAMP WITH TIME ZONE$/;
const WITHOUT_OFFSET = /^TIMESTAMP(?:_S|_MS|_NS)?$/;

/** SQL that turns a local time into UTC, both in microseconds; NULL where local clocks show it twice or never. */
function toUtcSql(local: string, window: Period, zone: string): string {
  const around = { start: window.start - DAY, end: window.end + DAY };
  const { offset, changes } = clockOf(around, zone);
  let current = offset;
  const cases: string[] = [];
  for (const { at, offset: next } of changes) {
    const [first, second] = [Math.min(current, next), Math.max(current, next)];
    const sure = (at + first) * MICROSECONDS;
    const unsure = (at + second) * MICROSECONDS;
    cases.push(`WHEN ${local} < ${sure} THEN ${local} - ${current * MICROSECONDS}`);
    cases.push(`WHEN ${local} < ${unsure} THEN NULL`);
    current = next;
  }
  const rest = `${local} - ${current * MICROSECONDS}`;
  return cases.length === 0 ? `(${rest})` : `(CASE ${cases.join(" ")} ELSE ${rest} END)`;
}

/** How text must end that has an offset: Z, +02, +0200 or +02:00. */
function hasOffsetSql(text: string): string {
  const signs = "('+', '-')";
  const ends = [-3, -5, -6].map((at) => `${text}[${at}] IN ${signs}`).join(" OR ");
  return `(length(${text}) > 16 AND (upper(${text}[-1]) = 'Z' OR ${ends}))`;
}

/** How the times of a roll-up are understood. */
export interface TimeRules {
  readonly window: Period;
  /** The IANA time zone of times without an offset; those are unreadable when it is left out. */
  readonly zone: string | undefined;
}

/**
 * Writes SQL that reads a time of whatever type.
 *
 * @param name - The column, quoted.
 * @param type - Its type, as DuckDB calls it.
 * @param rules - The window, and the time zone of times without an offset.
 * @returns SQL of microseconds since 1970-01-01T00:00:00Z, NULL for what is no time; undefined when no time can be of this type.
 */
export function timeSql(
  name: string,
  type: string,
  { window, zone }: TimeRules,
): string | undefined {
  const fromLocal = (sql: string) =>
    zone === undefined ? "NULL" : toUtcSql(`epoch_us(${sql})`, window, zone);
  if (WITH_OFFSET.test(type)) return `epoch_us(${name})`;
  if (WITHOUT_OFFSET.test(type))
    return zone === undefined ? undefined : fromLocal(`${name}::TIMESTAMP`);
  if (type !== "VARCHAR") return undefined;
  const instant = `epoch_us(TRY_CAST(${name} AS TIMESTAMPTZ))`;
  const local = fromLocal(`TRY_CAST(${name} AS TIMESTAMP)`);
  return `CASE WHEN ${hasOffsetSql(name)} THEN ${instant} ELSE ${local} END`;
}
