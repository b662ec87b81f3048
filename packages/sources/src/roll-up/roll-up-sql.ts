import type { Period } from "@usage-billing/core";
import type { DuckdbColumn } from "../duckdb/query-rows.ts";
import { quoteName } from "../duckdb/quote.ts";
import type { RollUpConfiguration } from "../source-configuration.ts";
import { inexactNumber } from "../sql/inexact-number.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { pieceSql } from "./buckets.ts";
import { quantitySql } from "./quantity-sql.ts";
import { timeSql } from "./time-sql.ts";

/** What keeps an event out of the sums, as the number that stands for its piece. */
export const FAULT = { outside: -1, time: -2, quantity: -3, group: -4 } as const;

/** Raw events as DuckDB sees them. */
export interface Events {
  /** SQL that they are selected from. */
  readonly relation: string;
  readonly columns: readonly DuckdbColumn[];
  /** What they come from, for messages. */
  readonly name: string;
}

/** How events are rolled up. */
export interface RollUpPlan {
  readonly rollUp: RollUpConfiguration;
  /** The columns that make a group. */
  readonly groupBy: readonly string[];
  /** The columns of the group that must have a value. */
  readonly required: readonly string[];
  /** The column of the quantity; undefined where events are only counted. */
  readonly quantity: string | undefined;
  readonly pieces: readonly Period[];
  readonly window: Period;
  /** The IANA time zone of times without an offset. */
  readonly zone: string | undefined;
}

function typeOf(events: Events, column: string, member: string): string {
  const found = events.columns.find(({ name }) => name === column);
  if (found !== undefined) return found.type;
  const has = events.columns.map(({ name }) => name).join(", ");
  throw new UnreadableInput({
    file: events.name,
    column,
    rule: "missing-column",
    message: `there is no such column, which "${member}" names; there are ${has}`,
    fix: `Correct "${member}" in the configuration, or add the column.`,
  });
}

function timeOf(events: Events, { rollUp, window, zone }: RollUpPlan): string {
  const type = typeOf(events, rollUp.time, "rollUp.time");
  const sql = timeSql(quoteName(rollUp.time), type, { window, zone });
  if (sql !== undefined) return sql;
  const isLocal = type.startsWith("TIMESTAMP");
  throw new UnreadableInput({
    file: events.name,
    column: rollUp.time,
    rule: "invalid-time",
    message: isLocal ? "holds times without an offset" : `is of type ${type}, which is no time`,
    fix: isLocal
      ? `Set the source's "zone" to the time zone that they were written in.`
      : "Convert it to a time in a query, for example by to_timestamp().",
  });
}

function quantityOf(events: Events, { rollUp, quantity }: RollUpPlan): string {
  if (quantity === undefined) return "0";
  const type = typeOf(events, quantity, "rollUp.quantity");
  const sql = quantitySql(quoteName(quantity), type, rollUp.decimals ?? 9);
  if (sql === undefined) throw inexactNumber(events.name, quantity, type);
  return sql;
}

/** The events with what they are grouped by: each has the number of its piece, or of its fault. */
function eventsSql(events: Events, plan: RollUpPlan, extra: readonly string[]): string {
  const { groupBy, required, rollUp, pieces } = plan;
  for (const column of groupBy) typeOf(events, column, "rollUp.groupBy");
  if (rollUp.unique !== undefined) typeOf(events, rollUp.unique, "rollUp.unique");
  const keys = groupBy.map((column, at) => `CAST(${quoteName(column)} AS VARCHAR) AS key${at}`);
  const unique = rollUp.unique === undefined ? "NULL" : quoteName(rollUp.unique);
  const fields = [
    ...keys,
    `${timeOf(events, plan)} AS time`,
    `${quantityOf(events, plan)} AS quantity`,
    `${unique} AS uniq`,
    ...extra,
  ];
  const empty = groupBy.flatMap((column, at) =>
    required.includes(column) ? [`key${at} IS NULL OR key${at} = ''`] : [],
  );
  const isEmpty = empty.length === 0 ? "" : `WHEN ${empty.join(" OR ")} THEN ${FAULT.group}`;
  const piece = `CASE WHEN time IS NULL THEN ${FAULT.time}
    WHEN time < ${plan.window.start * 1_000} OR time >= ${plan.window.end * 1_000} THEN ${FAULT.outside}
    WHEN quantity IS NULL THEN ${FAULT.quantity} ${isEmpty}
    ELSE ${pieceSql("time", pieces)} END`;
  return `SELECT *, ${piece} AS piece FROM (SELECT ${fields.join(", ")} FROM ${events.relation})`;
}

const AGGREGATES: Readonly<Record<RollUpConfiguration["function"], string>> = {
  sum: "sum(quantity)",
  max: "max(quantity)",
  // Of several at one instant the greatest counts, so that the result does not depend on their order.
  last: "max({'time': time, 'quantity': quantity}).quantity",
  count: "count(*)",
  "unique-count": "count(DISTINCT uniq)",
};

/**
 * Writes the SQL of a roll-up.
 *
 * @param events - The raw events.
 * @param plan - How they are rolled up.
 * @returns SQL whose rows are: number of the piece or of a fault, group, result, number of events; faults first.
 * @throws {@link UnreadableInput} When a column is missing or of a type that is not exact.
 */
export function rollUpSql(events: Events, plan: RollUpPlan): string {
  const names = plan.groupBy.map((_, at) => `key${at}`);
  const keys = names.map((name) => `CASE WHEN piece >= 0 THEN ${name} END AS ${name}`);
  const result = `CAST(${AGGREGATES[plan.rollUp.function]} AS VARCHAR) AS result`;
  const selected = ["piece", ...keys, result, "CAST(count(*) AS VARCHAR) AS events"];
  const numbers = names.map((_, at) => String(at + 2));
  const order = ["1", ...numbers].join(", ");
  return `SELECT ${selected.join(", ")} FROM (${eventsSql(events, plan, [])}) GROUP BY ${order} ORDER BY ${order}`;
}

/**
 * Writes the SQL that finds one event with a fault.
 *
 * @param events - The raw events.
 * @param plan - How they are rolled up.
 * @param search - The fault, and the columns to give of the event.
 * @returns SQL of one row of those columns as text.
 */
export function faultSql(
  events: Events,
  plan: RollUpPlan,
  { fault, columns }: { readonly fault: number; readonly columns: readonly string[] },
): string {
  const extra = columns.map((column, at) => `CAST(${quoteName(column)} AS VARCHAR) AS extra${at}`);
  const selected = columns.map((_, at) => `extra${at}`).join(", ");
  return `SELECT ${selected} FROM (${eventsSql(events, plan, extra)}) WHERE piece = ${fault} LIMIT 1`;
}
