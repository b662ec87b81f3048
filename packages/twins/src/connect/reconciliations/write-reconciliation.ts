import { type CellValue, writeXlsx } from "hucre/xlsx";
import { toMarkedCells } from "../workbook/write-platform-workbook.ts";
import type { Reconciliation } from "./reconciliation.ts";

/**
 * Writes a reconciliation as the platform gives it back: what could not be booked has the reason in
 * a comment.
 *
 * @param held - The reconciliation.
 * @returns XLSX bytes.
 */
export function writeReconciliation({ table, marks }: Reconciliation): Promise<Uint8Array> {
  const { headers, rows } = table;
  const cells = rows.map(({ columns, texts }) =>
    headers.map((header): CellValue => texts[columns.get(header) ?? -1] ?? ""),
  );
  return writeXlsx({
    sheets: [
      { name: "records", rows: [[...headers], ...cells], cells: toMarkedCells({ headers, marks }) },
    ],
  });
}
