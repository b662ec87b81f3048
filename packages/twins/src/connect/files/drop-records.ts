import type { ConnectState } from "../connect-state.ts";
import type { RecordStatus } from "../records/connect-record.ts";
import { cellText } from "../workbook/usage-workbook.ts";
import type { UsageFile } from "./usage-file.ts";

/**
 * Counts nothing in any state.
 *
 * @returns A fresh count.
 */
export function emptyTally(): Record<RecordStatus, number> {
  return { valid: 0, invalid: 0, approved: 0, rejected: 0, closed: 0 };
}

/**
 * Forgets the records of a file; their ids are free again.
 *
 * @param file - The file.
 * @param state - The platform.
 */
export function dropRecords(file: UsageFile, { records, holders }: ConnectState): void {
  for (const { id, row } of file.records) {
    records.delete(id);
    const recordId = cellText(row, "record_id");
    if (holders.get(recordId) === file) holders.delete(recordId);
  }
}
