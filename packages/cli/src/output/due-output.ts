import { formatInstant, formatPeriod, type Instant } from "@usage-billing/core";
import type { Status } from "../records/collect-status.ts";
import type { WindowResult } from "../schedule/take-in-due.ts";
import type { PlanView } from "../schedule/view-plans.ts";
import { formatAge } from "./age.ts";
import { count } from "./count.ts";
import { toPrintable } from "./printable.ts";
import { schedulesToJson } from "./schedule-output.ts";
import { formatStatus, statusToJson } from "./status-output.ts";
import { formatTable } from "./table.ts";

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

function toCells(result: WindowResult, now: Instant): readonly string[] {
  const { plan, window, records, quantity, added, state } = result;
  const place = [plan.source, plan.channel, formatPeriod(window.period)];
  const late = window.isLate ? `, its deadline passed ${formatAge(now - window.deadline)} ago` : "";
  return [...place, String(records), quantity, String(added), `${state}${late}`];
}

function explain(result: WindowResult): readonly string[] {
  const { plan, window, reason, refused, conflicts } = result;
  const head = `${plan.source} to ${plan.channel}, ${formatPeriod(window.period)}`;
  return [
    ...(reason === undefined ? [] : [`${head}: ${toPrintable(reason)}`]),
    ...(refused > 0 ? [`${head}: ${refused} of its records break a rule of the channel`] : []),
    ...conflicts.map(
      ({ recordId, state }) =>
        `${head}: record ${recordId} was taken in before with other content (it is ${state}); nothing was sent for it`,
    ),
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

/**
 * Gives what was due and what became of it as JSON.
 *
 * @param report - What is known in the end.
 * @param now - The present instant.
 * @returns Instants in UTC, quantities as decimal text.
 */
export function dueReportToJson({ windows, views, status }: DueReport, now: Instant): unknown {
  return {
    windows: windows.map(({ plan, window, conflicts, reason, ...result }) => ({
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
      conflicts: conflicts.map(({ recordId, state }) => ({ recordId, state })),
    })),
    schedules: schedulesToJson(views),
    status: statusToJson(status, now),
  };
}
