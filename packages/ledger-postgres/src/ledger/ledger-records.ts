import type { LedgerRecord } from "@usage-billing/ledger";
import { fromContentJson, fromOutcomeJson, type RecordRow } from "@usage-billing/ledger/storage";
import { RECORD_COLUMNS, type StoredRecord, toRecordRow } from "../storage/rows.ts";
import type { Tables } from "../storage/tables.ts";

/** A row of `records` with what its entry says. */
export interface FullRecord extends StoredRecord {
  readonly body: string;
  readonly taken_in_at: string;
}

/**
 * Gives what makes a {@link FullRecord}; continue with a WHERE clause.
 *
 * @param tables - The tables.
 * @returns SQL, in which `r` is the record and `e` the entry with its content.
 */
export function selectRecords({ records, entries }: Tables): string {
  return `SELECT ${RECORD_COLUMNS}, e.body, e.at AS taken_in_at
    FROM ${records} r JOIN ${entries} e ON e.seq = r.content_sequence`;
}

/**
 * Makes a ledger record of its state and its content.
 *
 * @param row - The state.
 * @param content - The content's JSON, and when it was taken in.
 * @returns The record.
 */
export function makeLedgerRecord(
  row: RecordRow,
  content: { readonly body: string; readonly takenInAt: number },
): LedgerRecord {
  const { state, deliveryId, reference, outcome, replacedBy } = row;
  return {
    record: fromContentJson(content.body),
    state,
    takenInAt: content.takenInAt,
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(reference === undefined ? {} : { reference }),
    ...(outcome === undefined ? {} : { outcome: fromOutcomeJson(outcome) }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

/**
 * Makes a ledger record of a row.
 *
 * @param full - The row.
 * @returns The record.
 */
export function toLedgerRecord(full: FullRecord): LedgerRecord {
  return makeLedgerRecord(toRecordRow(full), {
    body: full.body,
    takenInAt: Number(full.taken_in_at),
  });
}
