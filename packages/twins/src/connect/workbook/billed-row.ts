import type { ConnectRecord } from "../records/connect-record.ts";

/** A record as a workbook of the platform shows it: as it was when the workbook was made. */
export interface BilledRow {
  readonly record: ConnectRecord;
  readonly billingId: string;
  readonly billingNote: string;
}

/**
 * Keeps records as they are now.
 *
 * @param records - The records.
 * @returns A row of each.
 */
export function toBilledRows(records: readonly ConnectRecord[]): readonly BilledRow[] {
  return records.map((record) => ({
    record,
    billingId: record.billingId ?? "",
    billingNote: record.billingNote ?? "",
  }));
}
