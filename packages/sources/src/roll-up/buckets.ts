import { formatPeriod, type Period } from "@usage-billing/core";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { type CalendarUnit, calendarPieces } from "../time/zones.ts";

const MICROSECONDS = 1_000;

/** Pieces of equal length, one after the other. */
interface Run {
  /** The number of the first piece. */
  readonly first: number;
  readonly start: number;
  readonly length: number;
  end: number;
}

/**
 * Parts a window into the hours, days or months of a zone.
 *
 * @param window - Half-open, UTC.
 * @param unit - How long a piece is.
 * @param zone - The IANA time zone.
 * @returns The pieces in order.
 * @throws {@link UnreadableInput} When the window begins or ends within a piece: two windows would then report parts of one piece as different usage.
 */
export function partWindow(window: Period, unit: CalendarUnit, zone: string): readonly Period[] {
  const pieces = calendarPieces(window, unit, zone);
  if (pieces[0]?.start === window.start && pieces.at(-1)?.end === window.end) return pieces;
  const file = `window ${formatPeriod(window)}`;
  const message = `does not begin and end with a whole ${unit} of ${zone}, by which the source is rolled up`;
  const fix = `Ask for whole ${unit}s, or roll up by a shorter window`;
  throw new UnreadableInput({ file, rule: "window-not-whole", message, fix });
}

function toRuns(pieces: readonly Period[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [at, { start, end }] of pieces.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.length === end - start) last.end = end;
    else runs.push({ first: at, start, length: end - start, end });
  }
  return runs;
}

/**
 * Writes SQL that finds the piece that a time belongs to.
 *
 * @param time - SQL of the time: microseconds since 1970-01-01T00:00:00Z.
 * @param pieces - The pieces in order, without gaps.
 * @returns SQL of the piece's number, from 0; NULL for a time outside of all.
 */
export function pieceSql(time: string, pieces: readonly Period[]): string {
  const start = (pieces[0]?.start ?? 0) * MICROSECONDS;
  const cases = toRuns(pieces).map((run) => {
    const [from, length, end] = [run.start, run.length, run.end].map((ms) => ms * MICROSECONDS);
    return `WHEN ${time} < ${end} THEN ${run.first} + (${time} - ${from}) // ${length}`;
  });
  return `CASE WHEN ${time} < ${start} THEN NULL ${cases.join(" ")} END`;
}
