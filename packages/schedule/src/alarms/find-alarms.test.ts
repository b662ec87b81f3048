import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, ZONES } from "../__fixtures__/calendars.ts";
import { listCuts } from "../calendar/list-cuts.ts";
import { timeWindow } from "../calendar/time-window.ts";
import { createSchedule } from "../create-schedule.ts";
import type { Checkpoint, Schedule } from "../schedule.ts";
import { findAlarms } from "./find-alarms.ts";
import { judgeYield, readReason, writeReason } from "./judge-yield.ts";

const schedule = createSchedule({ since: "2026-10-01" });
const first = { start: at("2026-10-01T00:00:00Z"), end: at("2026-10-02T00:00:00Z") };

/** What a source does with a window: usage, an explicit zero, rows of others, nothing, no file, an error, no run. */
const behaviours = ["usage", "zero", "others", "nothing", "absent", "error", "no-run"] as const;
type Behaviour = (typeof behaviours)[number];

const YIELDS = {
  usage: { rows: 3, records: 2 },
  zero: { rows: 1, records: 1 },
  others: { rows: 3, records: 0 },
  nothing: { rows: 0, records: 0 },
  absent: { rows: 0, records: 0, isAbsent: true },
} as const;

/** What is remembered when a source behaves so. */
function remember(
  behaviour: Behaviour,
  plan: Schedule,
  before: readonly Checkpoint[],
): Pick<Checkpoint, "state" | "records" | "reason"> | undefined {
  if (behaviour === "no-run") return undefined;
  if (behaviour === "error") return { state: "failed", records: 0, reason: "it broke" };
  const silence = judgeYield(plan, YIELDS[behaviour], before);
  const { records } = YIELDS[behaviour];
  if (silence === undefined) return { state: "done", records };
  return { state: "failed", records, reason: writeReason(silence, "nothing came") };
}

/** What somebody would say who knows everything. */
function expectAlarm(
  behaviour: Behaviour,
  plan: Schedule,
  hasYielded: boolean,
): string | undefined {
  if (behaviour === "no-run") return "not-run";
  if (behaviour === "error") return "failed";
  if (behaviour === "absent") return "silent-source";
  if (plan.snapshot || behaviour === "usage" || behaviour === "zero") return undefined;
  if (behaviour === "others") return "nothing-matched";
  return hasYielded ? "silent-source" : undefined;
}

const plans = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    every: fc.constantFrom("hour" as const, "day" as const, "month" as const),
    snapshot: fc.boolean(),
  })
  .map((settings) => createSchedule({ ...settings, since: "2026-09-20" }));

describe("silence and zero", () => {
  it("raises an alarm within one interval for every silence, and never for a zero", () => {
    const seen = new Set<string>();
    const stories = fc.array(fc.constantFrom(...behaviours), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(plans, stories, (plan, story) => {
        const checkpoints: Checkpoint[] = [];
        const expected = new Set<string>();
        let start = plan.since;
        const cuts = listCuts(plan, { start, end: start + 400 * 86_400_000 });
        for (const behaviour of story) {
          const end = cuts.next().value as number;
          const period = { start, end };
          const { runAt } = timeWindow(plan, period);
          const hasYielded = checkpoints.some((one) => one.state === "done" && one.records > 0);
          const fact = remember(behaviour, plan, checkpoints);
          if (fact !== undefined) checkpoints.push({ period, at: runAt, ...fact });
          const alarm = expectAlarm(behaviour, plan, hasYielded);
          if (alarm !== undefined) expected.add(alarm);
          start = end;
        }
        // When the next run would be, one interval after the last.
        const next = { start, end: cuts.next().value as number };
        const now = timeWindow(plan, next).runAt - 1;
        const kinds = findAlarms(plan, { checkpoints, now }).map(({ kind }) => kind);
        for (const kind of kinds) seen.add(kind);
        // The last window's own run lies one interval back at most; a run missing there may not show yet.
        if (story.at(-1) === "no-run" && !kinds.includes("not-run")) {
          const overdue = findAlarms(plan, { checkpoints, now: now + 1 });
          expect(overdue.map(({ kind }) => kind)).toContain("not-run");
          if (story.filter((one) => one === "no-run").length === 1) expected.delete("not-run");
        }
        expect(new Set(kinds)).toEqual(expected);
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
    expect(seen).toEqual(new Set(["not-run", "failed", "silent-source", "nothing-matched"]));
  });
});

describe("findAlarms", () => {
  it("is patient with a run that was begun, and with one that is about to come", () => {
    const begun = { reason: writeReason("begun", "reading the source"), records: 0 };
    const attempt = { period: first, state: "failed" as const, at: first.end, ...begun };
    const now = at("2026-10-02T12:00:00Z");
    expect(findAlarms(schedule, { checkpoints: [attempt], now })).toEqual([]);
    expect(findAlarms(schedule, { checkpoints: [], now })).toEqual([]);
  });

  it("says what happened, which windows, and whether a deadline has passed", () => {
    const failed = { state: "failed" as const, records: 0, reason: "the query failed" };
    const checkpoints = [{ period: first, at: first.end, ...failed }];
    const soon = findAlarms(schedule, { checkpoints, now: at("2026-10-02T00:10:00Z") });
    expect(soon).toEqual([
      { kind: "failed", periods: [first], isPastDeadline: false, detail: "the query failed" },
    ]);
    const later = findAlarms(schedule, { checkpoints, now: at("2026-10-04T00:10:00Z") });
    expect(later).toMatchObject([
      { kind: "failed", isPastDeadline: true },
      {
        kind: "not-run",
        isPastDeadline: true,
        detail: "the window 2026-10-02T00:00:00Z/2026-10-03T00:00:00Z was not run",
      },
    ]);
  });
});

describe("readReason", () => {
  it.each([
    ["silent-source: nothing came", "silent-source"],
    ["the file is cut off", "failed"],
    [undefined, "failed"],
  ] as const)("reads %j as %s", (reason, cause) => {
    expect(readReason(reason === undefined ? {} : { reason })).toBe(cause);
  });
});
