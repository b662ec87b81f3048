import { cellText } from "../workbook/usage-workbook.ts";
import { writeTextWorkbook } from "../workbook/write-text-workbook.ts";
import type { Reconciliation } from "./reconciliation.ts";

/**
 * Writes a reconciliation as the platform gives it back: what could not be booked has the reason in
 * a comment.
 *
 * @param held - The reconciliation.
 * @returns XLSX bytes.
 */
export function writeReconciliation({ table, marks }: Reconciliation): Promise<Uint8Array> {
  const { headers } = table;
  const rows = table.rows.values().map((row) => headers.map((header) => cellText(row, header)));
  return writeTextWorkbook([{ name: "records", headers, rows, marks }]);
}
