import { formatInstant, formatPeriod, type Instant, type Period } from "@usage-billing/core";
import type { SourceRow } from "../source.ts";
import type { SourceColumns } from "../source-configuration.ts";
import type { Row } from "../text/read-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import type { ReadTime } from "../time/read-time.ts";

/** How rows get their period, and what happens to those outside the window. */
export interface PlacingRules {
  /** The source's name, for messages. */
  readonly source: string;
  readonly window: Period;
  readonly columns: Pick<SourceColumns, "start" | "end">;
  /** Whether each row covers the whole window. */
  readonly isWholeWindow: boolean;
  /** Whether rows outside the window are left out. */
  readonly skipOutside: boolean;
  readonly readTime: ReadTime;
}

function missing(rules: PlacingRules, place: Place, column: string): UnreadableInput {
  const has = place.row.columns.join(", ");
  const isColumn = !place.row.columns.includes(column);
  return new UnreadableInput({
    file: place.file,
    line: place.row.line,
    column,
    rule: isColumn ? "missing-column" : "missing-value",
    message: isColumn ? `there is no such column; there are ${has}` : "is empty",
    fix: isColumn
      ? `Name the column under "sources.${rules.source}.columns", or, when each row covers the whole window, set "period": "window"`
      : "Fill it in, or leave the row out.",
  });
}

interface Place {
  readonly file: string;
  readonly row: Row;
}

function readEnd(rules: PlacingRules, place: Place, column: string): Instant {
  const text = place.row.value(column);
  if (text === undefined) throw missing(rules, place, column);
  try {
    return rules.readTime(text);
  } catch (error) {
    const at = { file: place.file, line: place.row.line, column };
    const { message } = error as Error;
    const fix = `Write times as 2026-10-01T00:00:00Z, or set "sources.${rules.source}.zone" for local times`;
    throw new UnreadableInput({ ...at, rule: "invalid-time", message, fix }, { cause: error });
  }
}

function outside({ window, source }: PlacingRules, place: Place, period: Period): UnreadableInput {
  return new UnreadableInput({
    file: place.file,
    line: place.row.line,
    rule: "outside-window",
    message: `the row covers ${formatPeriod(period)}, which is not within the window ${formatPeriod(window)}`,
    fix: `Let the source give the window's rows only, by {start} and {end}, or set "sources.${source}.outsideWindow" to "skip" for rows that belong to another window`,
  });
}

/** Whether a row belongs to the window; one that belongs to two windows is refused, since no window would report it. */
function isWithin(rules: PlacingRules, place: Place, { start, end }: Period): boolean {
  const { window } = rules;
  if (start >= window.start && end <= window.end && start < window.end) return true;
  const isElsewhere = start >= window.end || (end <= window.start && start < window.start);
  if (rules.skipOutside && isElsewhere) return false;
  throw outside(rules, place, { start, end });
}

function toValues(row: Row): Record<string, string> {
  const values: Record<string, string> = {};
  for (const column of row.columns) {
    const value = row.value(column);
    if (value !== undefined) values[column] = value;
  }
  return values;
}

/**
 * Gives a row its place and its period in UTC.
 *
 * @param row - The row.
 * @param file - The file's path, or what the row comes from.
 * @param rules - Window, columns and time zone.
 * @returns The row; undefined when it lies outside the window and is left out.
 * @throws {@link UnreadableInput} When its times cannot be read or it must not lie outside.
 */
export function placeRow(row: Row, file: string, rules: PlacingRules): SourceRow | undefined {
  const { columns, window, isWholeWindow } = rules;
  const at = { file, row };
  const start = isWholeWindow ? window.start : readEnd(rules, at, columns.start);
  const end = isWholeWindow ? window.end : readEnd(rules, at, columns.end);
  if (!isWholeWindow && !isWithin(rules, at, { start, end })) return undefined;
  const values = toValues(row);
  values[columns.start] = formatInstant(start);
  values[columns.end] = formatInstant(end);
  return { place: `${file}:${row.line}`, file, line: row.line, values };
}
