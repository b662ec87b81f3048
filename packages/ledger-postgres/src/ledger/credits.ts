import type { CreditQuery, StatedCredit } from "@usage-billing/ledger";
import { type CreditStatement, toStatedCredit } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";
import { toFilter } from "./filter.ts";

/**
 * Reads what corrections left to be credited. A revision that brings another record is stated for both; it
 * counts for the one that it corrects.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param query - For which records.
 * @returns The credits in the order in which they were stated.
 */
export async function readCredits(
  client: PoolClient,
  { tables }: Storage,
  query: CreditQuery,
): Promise<StatedCredit[]> {
  const { sql, values } = toFilter(query);
  const { rows } = await client.query<Omit<CreditStatement, "at"> & { readonly at: string }>(
    `SELECT c.at, c.body AS stated, e.body AS content
     FROM ${tables.entries} c JOIN ${tables.records} r ON r.id = c.record
     JOIN ${tables.entries} e ON e.seq = r.content_sequence
     WHERE c.kind = 'revision' AND c.body::json ->> 'credit' IS NOT NULL
       AND c.body::json ->> 'record' = c.record AND ${sql} ORDER BY c.seq`,
    [...values],
  );
  return rows.map(({ at, ...statement }) => toStatedCredit({ ...statement, at: Number(at) }));
}
