import { type TimedWindow, timeWindow } from "../calendar/time-window.ts";
import type { Checkpoint, Schedule } from "../schedule.ts";
import { dueWindows, type Knowledge } from "./due-windows.ts";
import { orderKnownWindows } from "./known-windows.ts";

/** A window that was not reported by its deadline. */
export interface LateWindow extends TimedWindow {
  /** `missing`: nobody ran. `failed`: it was tried. `done-late`: its records were taken in after the deadline. */
  readonly state: "missing" | "failed" | "done-late";
  /** How many records it has, as far as that is known. */
  readonly records?: number;
  /** The sum of their quantities, as exact decimal text, as far as it is known. */
  readonly quantity?: string;
  /** Why it is late. */
  readonly reason: string;
}

function amountOf({ records, quantity }: Checkpoint): Pick<LateWindow, "records" | "quantity"> {
  return { records, ...(quantity === undefined ? {} : { quantity }) };
}

/**
 * Lists the windows that were not reported by their deadline.
 *
 * @param schedule - The schedule.
 * @param knowledge - The windows that were worked on, and the present instant.
 * @returns Those that are still missing and those that came late, with amount and reason, by deadline.
 * @throws {@link OverlappingWindowsError} When windows that were worked on overlap.
 */
export function lateWindows(schedule: Schedule, knowledge: Knowledge): readonly LateWindow[] {
  const late: LateWindow[] = [];
  for (const { period, runAt, deadline, isLate, attempt } of dueWindows(schedule, knowledge)) {
    if (!isLate) continue;
    const times = { period, runAt, deadline };
    if (attempt === undefined) late.push({ ...times, state: "missing", reason: "nobody ran it" });
    else {
      const { reason = "it was begun and not finished" } = attempt;
      late.push({ ...times, state: "failed", ...amountOf(attempt), reason });
    }
  }
  for (const done of orderKnownWindows(knowledge.checkpoints, schedule.since)) {
    const timed = timeWindow(schedule, done.period);
    if (done.state === "failed" || done.at < timed.deadline) continue;
    const reason = "it was run after its deadline";
    late.push({ ...timed, state: "done-late", ...amountOf(done), reason });
  }
  return late.sort((left, right) => left.deadline - right.deadline);
}
