import type { Statements } from "./statements.ts";

/**
 * Reads which account each channel's usage goes to.
 *
 * @param statements - The database's statements.
 * @returns What was stated last, by channel.
 */
export function readAccounts(statements: Statements): ReadonlyMap<string, string> {
  const rows = statements.all<{ channel: string; account: string }>(
    `SELECT body ->> '$.channel' AS channel, body ->> '$.account' AS account
     FROM entries WHERE kind = 'account' ORDER BY seq`,
  );
  return new Map(rows.map(({ channel, account }) => [channel, account]));
}
