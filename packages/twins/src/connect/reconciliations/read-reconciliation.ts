import { refuse } from "../connect-error.ts";
import { listSheets, readSheet } from "../workbook/read-sheet.ts";
import type { SheetTable } from "../workbook/usage-workbook.ts";

/** The headers by which a row may name its record: the vendor's record id, or the platform's. */
export const recordColumns: readonly string[] = ["record_id", "usage_record_id"];

const BILLING = "external_billing_id";

async function readTable(bytes: Uint8Array): Promise<SheetTable> {
  try {
    const sheets = await listSheets(bytes);
    if (sheets.includes("records")) return await readSheet(bytes, "records");
  } catch {
    return refuse("recon_file: the file is not a workbook in XLSX format.");
  }
  return refuse("recon_file: the sheet records is missing.");
}

/**
 * Reads an uploaded reconciliation as far as the platform does at once.
 *
 * @param bytes - The XLSX file.
 * @returns The sheet `records`; what else it has is ignored.
 * @throws {@link Refusal} 400 when the workbook, its sheet or its headers are wrong.
 */
export async function readReconciliation(bytes: Uint8Array): Promise<SheetTable> {
  const table = await readTable(bytes);
  if (!recordColumns.some((header) => table.headers.includes(header))) {
    refuse("recon_file: the column record_id is missing.");
  }
  if (!table.headers.includes(BILLING)) refuse(`recon_file: the column ${BILLING} is missing.`);
  if (table.rows.length === 0) refuse("recon_file: the sheet records has no rows.");
  return table;
}
