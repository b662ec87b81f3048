import type { SourcePosition } from "@usage-billing/core";
import { readRows, UnreadableInput } from "@usage-billing/sources";

/** What stands at the place that a record was read from, now. */
export type SourceRowNow =
  | { readonly state: "read"; readonly values: Readonly<Record<string, string>> }
  | { readonly state: "no-such-row" }
  | { readonly state: "unreadable" };

/**
 * Reads the row at a place again. The ledger keeps the place and the record, not the cells, so this is what
 * stands there now.
 *
 * @param source - The file, relative to where the command runs, and the line.
 * @returns The row's cells by column; or that the file has no such row, or cannot be read any more.
 */
export async function readSourceRow({ file, line }: SourcePosition): Promise<SourceRowNow> {
  try {
    for await (const { rows } of readRows(file)) {
      const row = rows.find((candidate) => candidate.line === line);
      if (row !== undefined) {
        const cells = row.columns.map((column) => [column, row.value(column) ?? ""] as const);
        return { state: "read", values: Object.fromEntries(cells) };
      }
      if ((rows.at(-1)?.line ?? 0) > line) return { state: "no-such-row" };
    }
    return { state: "no-such-row" };
  } catch (error) {
    if (error instanceof UnreadableInput) return { state: "unreadable" };
    throw error;
  }
}
