import type { Problem } from "@usage-billing/core";
import type { InputPlan, RefusedRecord } from "../reporting/input-plan.ts";
import { toPrintable } from "./printable.ts";
import { formatTable } from "./table.ts";

const COLUMNS = [
  { title: "channel" },
  { title: "meter" },
  { title: "records", align: "right" },
  { title: "quantity", align: "right" },
  { title: "deliveries", align: "right" },
] as const;

/**
 * Prints what would be sent.
 *
 * @param plan - The plan.
 * @returns A table: a line for each channel, and one for each of its meters.
 */
export function formatPlan(plan: InputPlan): string {
  const rows = [...plan.channels].flatMap(([id, channel]) => [
    [id, "", String(channel.records), "", String(channel.deliveries)],
    ...[...channel.meters].map(([meter, total]) => [
      "",
      meter === "" ? "(none)" : meter,
      String(total.records),
      total.quantity.toString(),
    ]),
  ]);
  return formatTable(COLUMNS, rows);
}

/**
 * Gives what would be sent as JSON.
 *
 * @param plan - The plan.
 * @returns Counts as numbers, quantities as decimal text.
 */
export function planToJson(plan: InputPlan): unknown {
  return [...plan.channels].map(([channel, { records, deliveries, meters }]) => ({
    channel,
    records,
    deliveries,
    meters: [...meters].map(([meter, total]) => ({
      meter: meter === "" ? null : meter,
      records: total.records,
      quantity: total.quantity.toString(),
    })),
  }));
}

/**
 * Prints why a record cannot be sent: where it stands, what is wrong, and what to do.
 *
 * @param refused - The record and its problems.
 * @returns Lines, one for each problem.
 */
export function formatRefusal({ record, problems }: RefusedRecord): string {
  const { recordId, channel, source } = record;
  const place = source === undefined ? "" : `${source.file}:${source.line}: `;
  return problems
    .map((problem) => `${place}${channel} refuses record ${recordId}: ${formatProblem(problem)}`)
    .join("\n");
}

/**
 * Prints a problem.
 *
 * @param problem - The problem.
 * @returns `MESSAGE (field FIELD, rule RULE). FIX Channel: "WORDS"`.
 */
export function formatProblem({ message, field, rule, fix, channelWords }: Problem): string {
  const remedy = fix === undefined ? "" : `. ${fix}`;
  const words =
    channelWords === undefined ? "" : ` The channel's words: "${toPrintable(channelWords)}"`;
  return `${toPrintable(message)} (field ${field}, rule ${rule})${remedy}${words}`;
}
