import { formatInstant, formatPeriod, type Instant } from "@usage-billing/core";
import type { Status } from "../records/collect-status.ts";
import type { WindowResult } from "../schedule/read-due.ts";
import type { PlanView } from "../schedule/view-plans.ts";
import { formatAge } from "./age.ts";
import { describeConflict } from "./conflict-words.ts";
import { count } from "./count.ts";
import { toPrintable } from "./printable.ts";
import { schedulesToJson } from "./schedule-output.ts";
import { formatStatus, statusToJson } from "./status-output.ts";
import { formatTable } from "./table.ts";

/** What `report --due --dry-run` knows in the end. */
export interface DuePlan {
  /** The windows that are due, in the order in which they would be done. */
  readonly windows: readonly WindowResult[];
  /** How the schedules stand. */
  readonly views: readonly PlanView[];
  /** Records that are in line already, by channel, where there are any. */
  readonly inLine: readonly { readonly channel: string; readonly records: number }[];
}

/** What `report --due` knows in the end. */
export interface DueReport {
  /** The windows that were due, in the order in which they were done. */
  readonly windows: readonly WindowResult[];
  /** How the schedules stand afterwards. */
  readonly views: readonly PlanView[];
  /** Where the records of their channels stand afterwards. */
  readonly status: Status;
}

const COLUMNS = [
  { title: "source" },
  { title: "channel" },
  { title: "window" },
  { title: "records", align: "right" },
  { title: "quantity", align: "right" },
  { title: "new", align: "right" },
  { title: "state" },
] as const;

/** How many remarks are shown; JSON has them all. */
const SHOWN = 50;

const PLANNED: Readonly<Record<WindowResult["state"], string>> = {
  done: "would be sent",
  failed: "would fail",
};

function toCells(result: WindowResult, now: Instant, words?: typeof PLANNED): readonly string[] {
  const { plan, window, records, quantity, added, state } = result;
  const place = [plan.source, plan.channel, formatPeriod(window.period)];
  const late = window.isLate ? `, its deadline passed ${formatAge(now - window.deadline)} ago` : "";
  return [...place, String(records), quantity, String(added), `${words?.[state] ?? state}${late}`];
}

function explain(result: WindowResult): readonly string[] {
  const { plan, window, reason, refused, conflicts } = result;
  const head = `${plan.source} to ${plan.channel}, ${formatPeriod(window.period)}`;
  return [
    ...(reason === undefined ? [] : [`${head}: ${toPrintable(reason)}`]),
    ...(refused > 0 ? [`${head}: ${refused} of its records break a rule of the channel`] : []),
    ...conflicts.map((conflict) => `${head}: ${describeConflict(conflict)}`),
  ];
}

function shorten(lines: readonly string[]): readonly string[] {
  const more = count(lines.length - SHOWN, "more remark");
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `… and ${more}`] : lines;
}

/** Says what is missing when no record wants anything: silence must not read as if all were well. */
function endOf(views: readonly PlanView[]): string | undefined {
  const missing = views.reduce((sum, { due }) => sum + due.length, 0);
  if (missing === 0) return undefined;
  const verb = missing === 1 ? "is" : "are";
  return `No record wants anything, but ${count(missing, "window")} ${verb} missing: "usage-billing schedule" lists them.`;
}

/**
 * Prints what was due and what became of it.
 *
 * @param report - What is known in the end.
 * @param now - The present instant.
 * @returns Lines: windows, what is wrong with them, and where the records stand.
 */
export function formatDueReport(
  { windows, status, views }: DueReport,
  now: Instant,
): readonly string[] {
  if (windows.length === 0) {
    const runs = views.map(({ next }) => next.runAt);
    return [
      `Nothing is due. The next run is at ${formatInstant(Math.min(...runs))}.`,
      "",
      ...formatStatus(status, now, endOf(views)),
    ];
  }
  const remarks = shorten(windows.flatMap(explain));
  return [
    formatTable(
      COLUMNS,
      windows.map((window) => toCells(window, now)),
    ),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
    "",
    ...formatStatus(status, now, endOf(views)),
  ];
}

function windowsToJson(windows: readonly WindowResult[]): readonly object[] {
  return windows.map(({ plan, window, conflicts, reason, ...result }) => ({
    source: plan.source,
    channel: plan.channel,
    window: {
      start: formatInstant(window.period.start),
      end: formatInstant(window.period.end),
    },
    deadline: formatInstant(window.deadline),
    isPastDeadline: window.isLate,
    ...result,
    reason: reason === undefined ? null : toPrintable(reason),
    conflicts: conflicts.map((conflict) => ({
      ...{ recordId: conflict.recordId, state: conflict.state },
      message: describeConflict(conflict),
    })),
  }));
}

/**
 * Gives what was due and what became of it as JSON.
 *
 * @param report - What is known in the end.
 * @param now - The present instant.
 * @returns Instants in UTC, quantities as decimal text.
 */
export function dueReportToJson({ windows, views, status }: DueReport, now: Instant): unknown {
  return {
    windows: windowsToJson(windows),
    schedules: schedulesToJson(views),
    status: statusToJson(status, now),
  };
}

/**
 * Prints what is due and what would become of it.
 *
 * @param plan - What is known.
 * @param now - The present instant.
 * @returns Lines: windows, what is wrong with them, and what is in line already.
 */
export function formatDuePlan(
  { windows, views, inLine }: DuePlan,
  now: Instant,
): readonly string[] {
  const runs = views.map(({ next }) => next.runAt);
  const remarks = shorten(windows.flatMap(explain));
  const rows = windows.map((window) => toCells(window, now, PLANNED));
  return [
    windows.length === 0
      ? `Nothing is due. The next run is at ${formatInstant(Math.min(...runs))}.`
      : formatTable(COLUMNS, rows),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
    ...(inLine.length === 0 ? [] : [""]),
    ...inLine.map(({ channel, records }) => {
      return `${channel}: ${count(records, "record")} without an outcome would be worked on, too`;
    }),
    "",
    "This was a dry run: the sources were read, nothing was sent, and the ledger was not changed.",
  ];
}

/**
 * Gives what is due and what would become of it as JSON.
 *
 * @param plan - What is known.
 * @returns Instants in UTC, quantities as decimal text.
 */
export function duePlanToJson({ windows, views, inLine }: DuePlan): unknown {
  return {
    dryRun: true,
    windows: windowsToJson(windows),
    schedules: schedulesToJson(views),
    inLine,
  };
}
