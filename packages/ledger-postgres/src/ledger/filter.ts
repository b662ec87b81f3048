import { formatInstant } from "@usage-billing/core";
import type { RecordQuery } from "@usage-billing/ledger";

/** A condition on records `r` and their contents `e`, with the values of its parameters. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Two periods have an instant in common; one that begins and ends at once has that instant. */
function overlaps(first: number): string {
  const [start, end] = ["start", "end"].map(
    (name) => `(e.body::json -> 'period' ->> '${name}')::timestamptz`,
  );
  const [from, until] = [`$${first}::timestamptz`, `$${first + 1}::timestamptz`];
  return `(${start} < ${until} AND ${end} > ${from}
    OR ${start} = ${end} AND ${start} >= ${from} AND ${start} < ${until}
    OR ${from} = ${until} AND ${start} <= ${from} AND (${end} > ${from} OR ${start} = ${from}))`;
}

/**
 * Writes a query as SQL.
 *
 * @param query - Which records.
 * @returns The condition, `true` when all are asked for; its parameters are numbered from 1.
 */
export function toFilter(query: RecordQuery): Filter {
  const { channel, states, subscription, period } = query;
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  if (channel !== undefined) conditions.push(`r.channel = ${add(channel)}`);
  if (states !== undefined) conditions.push(`r.state = ANY(${add(states)})`);
  if (subscription !== undefined) {
    conditions.push(`e.body::json ->> 'subscription' = ${add(subscription)}`);
  }
  if (period !== undefined) {
    conditions.push(overlaps(values.length + 1));
    values.push(formatInstant(period.start), formatInstant(period.end));
  }
  return { sql: conditions.length === 0 ? "true" : conditions.join(" AND "), values };
}
