import type { Instant, Period } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, calendars, type Step } from "../__fixtures__/calendars.ts";
import type { Checkpoint, Schedule } from "../schedule.ts";
import { type DueWindow, dueWindows, nextWindow } from "./due-windows.ts";

/** The ledger's memory: one fact for each window, the newest. */
class Memory {
  readonly #facts = new Map<string, Checkpoint>();

  write(period: Period, state: Checkpoint["state"], at: Instant): void {
    this.#facts.set(`${period.start}/${period.end}`, { period, state, at, records: 1 });
  }

  list(): readonly Checkpoint[] {
    return [...this.#facts.values()];
  }
}

function work(due: readonly DueWindow[], { run, reach }: Step, write: Memory["write"]): void {
  for (const [index, { period, runAt }] of due.entries()) {
    write(period, "failed", runAt);
    if (run === "crash" && index === reach) return;
    if (run === "failure" && index % 3 === reach % 3) continue;
    write(period, "done", runAt);
  }
}

/** Lets everything happen; each run sees the windows in order of deadline. */
function play({ before, after, change, steps }: Calendar): { memory: Memory; now: Instant } {
  const memory = new Memory();
  let now = before.since;
  for (const [index, step] of steps.entries()) {
    now += step.later;
    const schedule = index >= change ? after : before;
    const due = dueWindows(schedule, { checkpoints: memory.list(), now });
    const deadlines = due.map(({ deadline }) => deadline);
    expect(deadlines).toEqual([...deadlines].sort((left, right) => left - right));
    work(due, step, (...fact) => memory.write(...fact));
  }
  return { memory, now };
}

function countFaults(
  schedule: Schedule,
  done: readonly Period[],
): [missing: number, doubled: number] {
  let [missing, doubled, reached] = [0, 0, schedule.since];
  for (const { start, end } of done) {
    if (start > reached) missing += 1;
    if (start < reached) doubled += 1;
    reached = Math.max(reached, end);
  }
  return [missing, doubled];
}

describe("windows over 1,000 calendars", () => {
  it("leaves out nothing and doubles nothing, whatever happens", () => {
    let windows = 0;
    fc.assert(
      fc.property(calendars, (calendar) => {
        const { memory, now } = play(calendar);
        const schedule = calendar.change < calendar.steps.length ? calendar.after : calendar.before;
        const knowledge = { checkpoints: memory.list(), now };
        expect(dueWindows(schedule, knowledge)).toEqual([]);
        const done = knowledge.checkpoints
          .map(({ period }) => period)
          .sort((left, right) => left.start - right.start);
        windows += done.length;
        expect(countFaults(schedule, done)).toEqual([0, 0]);
        const { period, runAt } = nextWindow(schedule, knowledge);
        expect(period.start).toBe(done.at(-1)?.end ?? schedule.since);
        expect(runAt).toBeGreaterThan(now);
      }),
      { numRuns: 1_000, seed: 20_261_121 },
    );
    expect(windows).toBeGreaterThan(100_000);
  });
});
