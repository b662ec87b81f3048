import { fromUsageRow, type UsageRow } from "./from-usage-row.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import { RECORD_SHEETS } from "./usage-layout.ts";

/**
 * Reads the usage rows of a file that the platform gives out, one after the other: a processed file,
 * the chunk of a hub, a file as it was uploaded, or the processed file of a reconciliation.
 *
 * @param bytes - The file.
 * @returns The rows of its sheet `records`, or `usage_records` in files of 2019.
 * @throws {@link InvalidWorkbookError} When the file cannot be read, or has no such sheet.
 * @example
 * ```ts
 * for await (const { recordId, quantity, comments } of streamUsageRows(bytes)) {
 *   console.log(recordId, String(quantity), [...comments]);
 * }
 * ```
 */
export async function* streamUsageRows(bytes: Uint8Array): AsyncGenerator<UsageRow> {
  const workbook = openWorkbook(bytes);
  const sheet = await workbook.readSheet(...RECORD_SHEETS);
  if (sheet === undefined) {
    const others = workbook.sheets.join(", ");
    throw new InvalidWorkbookError(`the workbook has no sheet ${RECORD_SHEETS[0]}, only ${others}`);
  }
  for await (const row of sheet.rows) yield fromUsageRow(row);
}
