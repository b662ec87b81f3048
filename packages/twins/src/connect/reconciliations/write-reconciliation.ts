import type { SheetRow } from "../workbook/usage-workbook.ts";
import { writeTextWorkbook } from "../workbook/write-text-workbook.ts";
import type { Reconciliation } from "./reconciliation.ts";

function* toRows(headers: readonly string[], rows: readonly SheetRow[]) {
  yield headers;
  for (const { columns, texts } of rows) {
    yield headers.map((header) => texts[columns.get(header) ?? -1] ?? "");
  }
}

/**
 * Writes a reconciliation as the platform gives it back: what could not be booked has the reason in
 * a comment.
 *
 * @param held - The reconciliation.
 * @returns XLSX bytes.
 */
export function writeReconciliation({ table, marks }: Reconciliation): Promise<Uint8Array> {
  const { headers, rows } = table;
  return writeTextWorkbook([{ name: "records", rows: toRows(headers, rows), marks }]);
}
