import type { StatedWindow, WindowQuery } from "../model.ts";
import { toNewestWindows, type WindowStatement } from "../newest-windows.ts";
import type { Statements } from "./statements.ts";

/**
 * Reads what became of windows of sources.
 *
 * @param statements - The database's statements.
 * @param query - Which ones.
 * @returns The windows, as they were stated last.
 */
export function readWindows(statements: Statements, query: WindowQuery): StatedWindow[] {
  const isSource = query.source === undefined ? "? IS NULL" : "body ->> '$.source' = ?";
  const sql = `SELECT at, body FROM entries WHERE kind = 'window' AND ${isSource} ORDER BY seq`;
  const rows = statements.all<WindowStatement>(sql, query.source ?? null);
  return toNewestWindows(rows, query);
}
