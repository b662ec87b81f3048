import type { StatedWindow, WindowQuery } from "@usage-billing/ledger";
import { toNewestWindows } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";

/**
 * Reads what became of windows of sources.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The windows, as they were stated last.
 */
export async function readWindows(
  client: PoolClient,
  { tables }: Storage,
  query: WindowQuery,
): Promise<StatedWindow[]> {
  const { rows } = await client.query<{ at: string; body: string }>(
    `SELECT at, body FROM ${tables.entries}
     WHERE kind = 'window' AND ($1::text IS NULL OR channel = $1) ORDER BY seq`,
    [query.channel],
  );
  const statements = rows.map(({ at, body }) => ({ at: Number(at), body }));
  return toNewestWindows(statements, query);
}
