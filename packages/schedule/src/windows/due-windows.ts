import type { Instant, Period } from "@usage-billing/core";
import { listCuts } from "../calendar/list-cuts.ts";
import { type TimedWindow, timeWindow } from "../calendar/time-window.ts";
import type { Checkpoint, Schedule } from "../schedule.ts";
import { listGaps, orderKnownWindows } from "./known-windows.ts";

/** What is known at a moment. */
export interface Knowledge {
  /** The windows that were worked on, one fact for each. */
  readonly checkpoints: readonly Checkpoint[];
  /** The present instant. */
  readonly now: Instant;
}

/** A window that is to be reported now. */
export interface DueWindow extends TimedWindow {
  /** Whether its deadline has passed. */
  readonly isLate: boolean;
  /** What is remembered of the last attempt; absent when there was none. */
  readonly attempt?: Checkpoint;
}

/** By deadline; where two have the same, the earlier first. */
function compareDeadlines(left: TimedWindow, right: TimedWindow): number {
  return left.deadline - right.deadline || left.period.start - right.period.start;
}

/** Windows of time that nothing was begun for; what is behind the last cut is still open. */
function* cutGap(schedule: Schedule, gap: Period, isClosed: boolean): Generator<Period> {
  let { start } = gap;
  for (const end of listCuts(schedule, gap)) {
    yield { start, end };
    start = end;
  }
  if (isClosed && start < gap.end) yield { start, end: gap.end };
}

/** Every window that has ended and is not done, ordered by time within gaps. */
function* listMissing(schedule: Schedule, { checkpoints, now }: Knowledge): Generator<DueWindow> {
  const known = orderKnownWindows(checkpoints, schedule.since);
  for (const attempt of known) {
    if (attempt.state === "done") continue;
    const timed = timeWindow(schedule, attempt.period);
    // It was due before, whatever a schedule that was changed since says of its run.
    const runAt = attempt.period.end;
    yield { ...timed, runAt, isLate: timed.deadline <= now, attempt };
  }
  for (const gap of listGaps(known, { start: schedule.since, end: now })) {
    for (const period of cutGap(schedule, gap, gap.end < now)) {
      const timed = timeWindow(schedule, period);
      yield { ...timed, isLate: timed.deadline <= now };
    }
  }
}

/**
 * Lists the windows that are to be reported now. Together with those that are done they tile the time
 * since the schedule's first instant: nothing is missing and nothing comes twice, however long nobody
 * ran, and whatever became of the schedule or the clocks in the meantime. A window that was begun and
 * not done comes again with the same ends.
 *
 * @param schedule - The schedule.
 * @param knowledge - The windows that were worked on, and the present instant.
 * @returns Half-open windows in UTC, those with the earliest deadline first.
 * @throws {@link OverlappingWindowsError} When windows that were worked on overlap.
 *
 * @example
 * ```ts
 * const checkpoints = await ledger.windows({ source: "meter", channel: "rebilly" });
 * for (const { period } of dueWindows(schedule, { checkpoints, now: Date.now() })) report(period);
 * ```
 */
export function dueWindows(schedule: Schedule, knowledge: Knowledge): readonly DueWindow[] {
  const due: DueWindow[] = [];
  for (const window of listMissing(schedule, knowledge)) {
    if (window.runAt <= knowledge.now) due.push(window);
  }
  return due.sort(compareDeadlines);
}

/**
 * Finds the window that is to be reported next, after those that are due.
 *
 * @param schedule - The schedule.
 * @param knowledge - The windows that were worked on, and the present instant.
 * @returns The window; its run lies ahead.
 * @throws {@link OverlappingWindowsError} When windows that were worked on overlap.
 */
export function nextWindow(schedule: Schedule, knowledge: Knowledge): TimedWindow {
  const { now } = knowledge;
  for (const window of listMissing(schedule, knowledge)) {
    if (window.runAt > now && window.attempt === undefined) return window;
  }
  const known = orderKnownWindows(knowledge.checkpoints, schedule.since);
  const covered = known.at(-1)?.period.end ?? schedule.since;
  return findOpen(schedule, Math.max(covered, schedule.since), now);
}

/** Longer than any window, so that a cut lies within. */
const AHEAD = 63 * 86_400_000;

/** The window that has not ended yet. */
function findOpen(schedule: Schedule, covered: Instant, now: Instant): TimedWindow {
  const end = Math.max(covered, now) + AHEAD;
  let start = covered;
  for (const cut of listCuts(schedule, { start: covered, end })) {
    if (cut > now) return timeWindow(schedule, { start, end: cut });
    start = cut;
  }
  throw new RangeError("a month has an end");
}
