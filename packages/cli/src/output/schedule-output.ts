import { formatInstant, formatPeriod, type Instant, type Period } from "@usage-billing/core";
import type { DueWindow, LateWindow, ScheduleAlarm, TimedWindow } from "@usage-billing/schedule";
import type { PlanView } from "../schedule/view-plans.ts";
import { formatAge } from "./age.ts";
import { count } from "./count.ts";
import { toPrintable } from "./printable.ts";
import { formatTable } from "./table.ts";

const COLUMNS = [
  { title: "source" },
  { title: "channel" },
  { title: "every" },
  { title: "last window done" },
  { title: "next run" },
  { title: "its deadline" },
  { title: "missing", align: "right" },
] as const;

const SHOWN = 20;

/** How long a window that was done late is still listed, in milliseconds. */
const LATE_SHOWN = 31 * 86_400_000;

function toCells({ source, channel, schedule, lastDone, next, due }: PlanView): readonly string[] {
  const last = lastDone === undefined ? "none yet" : formatPeriod(lastDone.period);
  const times = [next.runAt, next.deadline].map(formatInstant);
  const every = `${schedule.every}, ${schedule.timeZone}`;
  return [source, channel, every, last, ...times, due.length === 0 ? "0" : String(due.length)];
}

function formatAmount({ records, quantity }: Pick<LateWindow, "records" | "quantity">): string {
  if (records === undefined) return "amount unknown until it is read";
  return `${count(records, "record")}${quantity === undefined ? "" : `, quantity ${quantity}`}`;
}

function explainDue({ period, deadline, attempt, isLate }: DueWindow, now: Instant): string {
  const reason = attempt === undefined ? "not run" : `failed: ${attempt.reason ?? "not finished"}`;
  const time = isLate
    ? `its deadline passed ${formatAge(now - deadline)} ago`
    : `its deadline is ${formatInstant(deadline)}`;
  const amount = attempt === undefined ? "" : ` (${formatAmount(attempt)})`;
  return `${formatPeriod(period)}: ${time}; ${toPrintable(reason)}${amount}`;
}

/** Lists the first lines of many. */
function shorten(lines: readonly string[]): readonly string[] {
  if (lines.length <= SHOWN) return lines;
  return [...lines.slice(0, SHOWN), `  … and ${count(lines.length - SHOWN, "more window")}`];
}

function isRecent({ state, period }: LateWindow, now: Instant): boolean {
  return state === "done-late" && now - period.end <= LATE_SHOWN;
}

function explainLate({ period, ...amount }: LateWindow): string {
  return `  ${formatPeriod(period)}: done after its deadline (${formatAmount(amount)})`;
}

function explainPlan({ source, channel, due, late }: PlanView, now: Instant): readonly string[] {
  const done = late.filter((one) => isRecent(one, now));
  if (due.length === 0 && done.length === 0) return [];
  return [
    "",
    `${source} to ${channel}:`,
    ...shorten(due.map((window) => `  ${explainDue(window, now)}`)),
    ...shorten(done.map(explainLate)),
  ];
}

/**
 * Prints how schedules stand.
 *
 * @param views - The schedules.
 * @param now - The present instant.
 * @returns Lines: a table, then every window that is missing or was late.
 */
export function formatSchedules(views: readonly PlanView[], now: Instant): readonly string[] {
  const missing = views.reduce((sum, { due }) => sum + due.length, 0);
  return [
    formatTable(COLUMNS, views.map(toCells)),
    ...views.flatMap((view) => explainPlan(view, now)),
    "",
    missing === 0
      ? "Nothing is missing."
      : 'Run "usage-billing report --due" to report what is missing.',
  ];
}

function periodToJson({ start, end }: Period): unknown {
  return { start: formatInstant(start), end: formatInstant(end) };
}

function timesToJson({ period, runAt, deadline }: TimedWindow): object {
  return {
    window: periodToJson(period),
    runAt: formatInstant(runAt),
    deadline: formatInstant(deadline),
  };
}

/**
 * Gives an alarm as JSON.
 *
 * @param alarm - The alarm.
 * @returns Its members; windows with both ends in UTC.
 */
export function alarmToJson({ kind, periods, isPastDeadline, detail }: ScheduleAlarm): object {
  return { kind, windows: periods.map(periodToJson), isPastDeadline, detail: toPrintable(detail) };
}

/**
 * Gives how schedules stand as JSON.
 *
 * @param views - The schedules.
 * @returns Instants in UTC, quantities as decimal text.
 */
export function schedulesToJson(views: readonly PlanView[]): unknown {
  return views.map(({ source, channel, schedule, lastDone, next, due, late, alarms }) => ({
    source,
    channel,
    schedule: { ...schedule, since: formatInstant(schedule.since) },
    lastDone:
      lastDone === undefined
        ? null
        : {
            window: periodToJson(lastDone.period),
            doneAt: formatInstant(lastDone.at),
            records: lastDone.records,
            quantity: lastDone.quantity ?? null,
          },
    next: timesToJson(next),
    missing: due.map(({ isLate, attempt, ...times }) => ({
      ...timesToJson(times),
      isPastDeadline: isLate,
      reason: attempt === undefined ? "not-run" : toPrintable(attempt.reason ?? "not finished"),
    })),
    late: late.map(({ state, records, quantity, reason, ...times }) => ({
      ...timesToJson(times),
      state,
      records: records ?? null,
      quantity: quantity ?? null,
      reason: toPrintable(reason),
    })),
    alarms: alarms.map(alarmToJson),
  }));
}
