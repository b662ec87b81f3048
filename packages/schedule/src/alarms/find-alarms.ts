import { formatPeriod, type Instant, type Period } from "@usage-billing/core";
import { listCuts } from "../calendar/list-cuts.ts";
import { timeWindow } from "../calendar/time-window.ts";
import type { Schedule } from "../schedule.ts";
import { type DueWindow, dueWindows, type Knowledge } from "../windows/due-windows.ts";
import { readReason, type Silence } from "./judge-yield.ts";

/** What is wrong with a schedule. */
export type AlarmKind = "not-run" | "failed" | Silence;

/** Something that somebody has to look at, of one source and channel. */
export interface ScheduleAlarm {
  /** `not-run`: nobody ran. `failed`: an error. Else the source was silent. */
  readonly kind: AlarmKind;
  /** The windows, ordered by deadline. */
  readonly periods: readonly Period[];
  /** Whether a deadline of them has passed. */
  readonly isPastDeadline: boolean;
  /** Of the first window: what happened, in words. */
  readonly detail: string;
}

const AHEAD = 63 * 86_400_000;

/** When a run counts as one that did not happen: at the next one, or at the deadline if that is earlier. */
function findPatience(schedule: Schedule, { period, deadline }: DueWindow): Instant {
  const { end } = period;
  const [next = end + AHEAD] = listCuts(schedule, { start: end, end: end + AHEAD });
  return Math.min(deadline, timeWindow(schedule, { start: end, end: next }).runAt);
}

function kindOf(schedule: Schedule, window: DueWindow, now: Instant): AlarmKind | undefined {
  const cause = window.attempt === undefined ? "begun" : readReason(window.attempt);
  if (cause !== "begun") return cause;
  return now >= findPatience(schedule, window) ? "not-run" : undefined;
}

function describe({ period, attempt }: DueWindow): string {
  if (attempt?.reason !== undefined) return attempt.reason;
  return `the window ${formatPeriod(period)} was not run`;
}

/**
 * Finds what is wrong with a schedule: a window that failed or was silent raises an alarm at once, one
 * that nobody ran when the next is to be run, or at its deadline if that is earlier. Nothing that is done
 * raises one.
 *
 * @param schedule - The schedule.
 * @param knowledge - The windows that were worked on, and the present instant.
 * @returns One alarm of each kind at most.
 * @throws {@link OverlappingWindowsError} When windows that were worked on overlap.
 */
export function findAlarms(schedule: Schedule, knowledge: Knowledge): readonly ScheduleAlarm[] {
  const alarms = new Map<AlarmKind, ScheduleAlarm>();
  for (const window of dueWindows(schedule, knowledge)) {
    const kind = kindOf(schedule, window, knowledge.now);
    if (kind === undefined) continue;
    const known = alarms.get(kind);
    alarms.set(kind, {
      kind,
      periods: [...(known?.periods ?? []), window.period],
      isPastDeadline: known?.isPastDeadline === true || window.isLate,
      detail: known?.detail ?? describe(window),
    });
  }
  return [...alarms.values()];
}
