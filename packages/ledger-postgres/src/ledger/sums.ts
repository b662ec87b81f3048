import { Quantity } from "@usage-billing/core";
import type { RecordQuery, RecordState, RecordSum } from "@usage-billing/ledger";
import type { PoolClient } from "pg";
import type { Tables } from "../storage/tables.ts";
import { toFilter } from "./filter.ts";

interface SumRow {
  readonly channel: string;
  readonly meter: string | null;
  readonly state: RecordState;
  readonly count: string;
  readonly quantity: string;
  readonly stored: string;
}

/** Leaves out the zeros after the last decimal that counts. */
function toQuantity(text: string): Quantity {
  return Quantity.parse(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

function identify({ channel, meter, state }: SumRow): string {
  return JSON.stringify([channel, meter ?? "", state]);
}

/**
 * Adds records up on the server, whose `numeric` is an exact decimal.
 *
 * @param client - The connection.
 * @param tables - The tables to read.
 * @param query - Which records.
 * @returns The sums, ordered by channel, meter and state.
 */
export async function readSums(
  client: PoolClient,
  { records, entries }: Pick<Tables, "entries" | "records">,
  query: RecordQuery,
): Promise<RecordSum[]> {
  const { sql, values } = toFilter(query);
  const quantity = "(e.body::json ->> 'quantity')::numeric";
  const { rows } = await client.query<SumRow>(
    `SELECT r.channel, e.body::json ->> 'meter' AS meter, r.state,
       count(*) AS count, sum(${quantity})::text AS quantity,
       sum(CASE r.state WHEN 'partial' THEN (r.outcome::json ->> 'stored')::numeric
         ELSE ${quantity} END)::text AS stored
     FROM ${records} r JOIN ${entries} e ON e.seq = r.content_sequence
     WHERE ${sql} GROUP BY 1, 2, 3`,
    [...values],
  );
  return rows
    .map((row) => ({ key: identify(row), row }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ row: { channel, meter, state, count, quantity: total, stored } }) => ({
      channel,
      ...(meter === null ? {} : { meter }),
      state,
      count: Number(count),
      quantity: toQuantity(total),
      stored: toQuantity(stored),
    }));
}
