import type { Instant, Period } from "@usage-billing/core";
import { OverlappingWindowsError } from "../errors/overlapping-windows-error.ts";
import type { Checkpoint } from "../schedule.ts";

/**
 * Orders the windows that were worked on and that a schedule has to respect: a window keeps its ends
 * from the moment on when it is begun, whatever the schedule says later, because the ids of its records
 * may be derived from them.
 *
 * @param checkpoints - What is remembered, in any order, one for each window.
 * @param since - The first instant that matters.
 * @returns The windows that end after it, ordered by time.
 * @throws {@link OverlappingWindowsError} When two of them overlap.
 */
export function orderKnownWindows(
  checkpoints: readonly Checkpoint[],
  since: Instant,
): readonly Checkpoint[] {
  const known = checkpoints.filter(({ period }) => period.end > since);
  known.sort((left, right) => left.period.start - right.period.start);
  let before: Checkpoint | undefined;
  for (const one of known) {
    if (before !== undefined && one.period.start < before.period.end) {
      throw new OverlappingWindowsError(before.period, one.period);
    }
    before = one;
  }
  return known;
}

/**
 * Lists the time that no window was begun for.
 *
 * @param known - The windows that were, ordered.
 * @param span - The time that matters.
 * @returns The gaps, ordered; the last one ends with the span.
 */
export function* listGaps(known: readonly Checkpoint[], span: Period): Generator<Period> {
  let { start } = span;
  for (const { period } of known) {
    if (period.start > start) yield { start, end: Math.min(period.start, span.end) };
    start = Math.max(start, period.end);
    if (start >= span.end) return;
  }
  if (start < span.end) yield { start, end: span.end };
}
