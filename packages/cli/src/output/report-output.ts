import type { LedgerRecord } from "@usage-billing/ledger";
import type { ChannelSummary, OutcomeSum } from "@usage-billing/reporter";
import type { ReportResult } from "../reporting/report-result.ts";
import { describeConflict } from "./conflict-words.ts";
import { count } from "./count.ts";
import { describeError } from "./describe-error.ts";
import { formatProblem } from "./plan-output.ts";
import { toPrintable } from "./printable.ts";
import { formatRefusals, refusalsToJson } from "./refusals.ts";
import { formatTable } from "./table.ts";

const COLUMNS = [
  { title: "channel" },
  { title: "meter" },
  { title: "outcome" },
  { title: "records", align: "right" },
  { title: "quantity", align: "right" },
] as const;

const SHOWN = 20;

function toCells(channel: string, sum: OutcomeSum): readonly string[] {
  const { status, meter, count, quantity, stored } = sum;
  const held = status === "partial" ? ` (stored ${stored})` : "";
  return [channel, meter ?? "(none)", status, String(count), `${quantity}${held}`];
}

function explain({ record, state, outcome }: LedgerRecord): string {
  const { recordId, channel, source } = record;
  const place = source === undefined ? "" : `${source.file}:${source.line}: `;
  const head = `${place}${channel}, record ${recordId}: ${state}`;
  switch (outcome?.status) {
    case "refused":
      return `${head}: ${formatProblem(outcome.problem)}`;
    case "partial":
      return `${head}: sent ${outcome.sent}, the channel stored ${outcome.stored}`;
    case "unknown": {
      const candidates = (outcome.candidates ?? []).map(({ reference }) => reference).join(", ");
      if (candidates === "") return `${head}: ${outcome.reason}`;
      const holds = state === "disputed" ? "the channel holds" : "it could be";
      return `${head}: ${outcome.reason}; ${holds} ${candidates}. Look there, then say what you found with "usage-billing decide ${recordId}"`;
    }
    default:
      return `${head}; run the command again`;
  }
}

function formatOpen({ open }: ReportResult): readonly string[] {
  const total = [...open.counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const shown = open.listed.slice(0, SHOWN).map(explain);
  return [
    "",
    ...shown,
    ...(total > shown.length ? [`… and ${count(total - shown.length, "more record")}`] : []),
  ];
}

function formatConflicts({ takenIn: { conflicts } }: ReportResult): readonly string[] {
  return conflicts.slice(0, SHOWN).map(describeConflict);
}

function formatFailures({ channel, error, failures }: ChannelSummary): readonly string[] {
  const texts = [error, ...failures.map((failure) => failure.error)]
    .filter((one) => one !== undefined)
    .map(describeError);
  return [...new Set(texts)].map((text) => `${channel}: ${text}`);
}

/** Says of errors that no record suffers from that they are over: the table above tells the end. */
function describeFailures(summary: ChannelSummary): readonly string[] {
  const isOver =
    summary.error === undefined &&
    summary.sums.every(({ status }) => status === "accepted" || status === "pending");
  const lines = formatFailures(summary);
  return isOver ? lines.map((line) => `overcome on the way: ${line}`) : lines;
}

/** Says how many records of the input a person has ended, and how to bill for them after all. */
function describeEnded({ retracted, dismissed }: ReportResult["open"]): readonly string[] {
  const ended = [
    [retracted, "retracted"],
    [dismissed, "dismissed"],
  ] as const;
  return ended
    .filter(([records]) => records > 0)
    .map(
      ([records, how]) =>
        `${count(records, "record")} had been ${how} and will not be sent again; to bill for the usage after all, give it a record id of its own.`,
    );
}

function describeLeft({ left }: ReportResult): readonly string[] {
  return left.map(
    ({ channel, records }) =>
      `${count(records, "record")} of ${channel} from an earlier run ${records === 1 ? "is" : "are"} not reported yet; set its credential ("usage-billing channels" names the variable) and run the command again.`,
  );
}

function describeRun(result: ReportResult): readonly string[] {
  const { takenIn, summary, plan, open } = result;
  const known =
    takenIn.known === 0 ? [] : [`${count(takenIn.known, "record")} had been taken in before.`];
  const skipped =
    plan.skipped === 0 ? [] : [`${count(plan.skipped, "record")} of other channels left out.`];
  const interrupted = summary.interrupted
    ? ["Interrupted: what was on its way is finished; run the command again to go on."]
    : [];
  return [
    ...known,
    ...describeEnded(open),
    ...skipped,
    ...describeLeft(result),
    ...result.notes.map(toPrintable),
    ...interrupted,
  ];
}

/**
 * Prints what became of the input.
 *
 * @param result - What is known when the report is done.
 * @returns Lines: a table of outcomes, then every record and channel that somebody should look at.
 */
export function formatReport(result: ReportResult): readonly string[] {
  const rows = result.summary.channels.flatMap(({ channel, sums }) =>
    sums.map((sum) => toCells(channel, sum)),
  );
  return [
    ...(rows.length === 0 ? ["Nothing was left to send."] : [formatTable(COLUMNS, rows)]),
    ...describeRun(result),
    ...formatRefusals(result.plan),
    ...formatConflicts(result),
    ...formatOpen(result),
    ...result.summary.channels.flatMap(describeFailures),
  ];
}

/**
 * Gives what became of the input as JSON.
 *
 * @param result - What is known when the report is done.
 * @returns Counts as numbers, quantities as decimal text.
 */
export function reportToJson(result: ReportResult): unknown {
  const { plan, takenIn, summary, open, left } = result;
  return {
    channels: summary.channels.map((one) => ({
      channel: one.channel,
      deliveries: one.deliveries,
      outcomes: one.sums.map((sum) => ({ ...sum, meter: sum.meter ?? null })),
      errors: formatFailures(one),
    })),
    takenIn: { added: takenIn.added, known: takenIn.known },
    conflicts: takenIn.conflicts.map(({ recordId, state, offered }) => ({
      recordId,
      state,
      ...offered.source,
    })),
    refused: refusalsToJson(plan),
    refusedCount: plan.refusedCount,
    skipped: plan.skipped,
    open: open.listed.map(({ record, state, outcome }) => ({
      recordId: record.recordId,
      channel: record.channel,
      ...record.source,
      state,
      outcome,
    })),
    openCounts: Object.fromEntries(open.counts),
    retracted: open.retracted,
    dismissed: open.dismissed,
    left,
    notes: result.notes,
    interrupted: summary.interrupted,
  };
}
