import type { UsageRecord } from "@usage-billing/core";
import type { RowCriteria } from "./record-columns.ts";
import { toCategoriesSheet } from "./to-categories-sheet.ts";
import { toRecordsSheet } from "./to-records-sheet.ts";
import { writeWorkbook } from "./write-workbook.ts";

/**
 * Writes usage records as the workbook that a usage file is made of.
 *
 * @param records - The records, sorted: the bytes follow their order.
 * @param criteria - How rows name subscription and item.
 * @returns The bytes of the XLSX file.
 */
export function toWorkbook(records: readonly UsageRecord[], criteria: RowCriteria): Uint8Array {
  return writeWorkbook([toRecordsSheet(records, criteria), toCategoriesSheet(records)]);
}
