import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";

/**
 * Reads which account each channel's usage goes to.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @returns What was stated last, by channel.
 */
export async function readAccounts(
  client: PoolClient,
  { tables }: Storage,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ channel: string; account: string }>(
    `SELECT channel, body::json ->> 'account' AS account FROM ${tables.entries}
     WHERE kind = 'account' ORDER BY seq`,
  );
  return new Map(rows.map(({ channel, account }) => [channel, account]));
}
