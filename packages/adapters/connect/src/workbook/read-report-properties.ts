import { fromReportProperties, type ReportProperties } from "./from-report-properties.ts";
import { openWorkbook } from "./read-workbook.ts";

/**
 * Reads what a processed file or a chunk says of the usage file as a whole.
 *
 * @param bytes - The file.
 * @returns The properties; nothing when it has no sheet `general`.
 * @throws {@link InvalidWorkbookError} When the file cannot be read.
 */
export async function readReportProperties(
  bytes: Uint8Array,
): Promise<ReportProperties | undefined> {
  const sheet = await openWorkbook(bytes).readSheet("general");
  if (sheet === undefined) return undefined;
  const pairs = await Array.fromAsync(sheet.rows, ({ values }) => {
    const { attribute_id: name = "", attribute_value: value = "" } = Object.fromEntries(values);
    return [name, value] as const;
  });
  return fromReportProperties(new Map(pairs));
}
