import type { Contents } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";

/**
 * Loads the contents of records.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param recordIds - The records.
 * @returns The contents of those that are there, by their ids.
 */
export async function loadContents(
  client: PoolClient,
  { tables }: Pick<Storage, "tables">,
  recordIds: readonly string[],
): Promise<Contents> {
  const { rows } = await client.query<{ id: string; body: string }>(
    `SELECT r.id, e.body FROM ${tables.records} r JOIN ${tables.entries} e ON e.seq = r.content_sequence
     WHERE r.id = ANY($1)`,
    [recordIds],
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}
