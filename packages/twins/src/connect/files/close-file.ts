import { type ConnectState, presentTime } from "../connect-state.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { changeFile } from "./change-file.ts";
import type { UsageFile } from "./usage-file.ts";

/** What closing needs. */
export interface Closing {
  readonly state: ConnectState;
  /** The caller's `Authorization`; absent when the platform does it by itself. */
  readonly token?: string | undefined;
}

/** What the distributor billed a record with. */
export interface Billing {
  readonly id?: string | undefined;
  readonly note?: string | undefined;
}

function markClosed(record: ConnectRecord, billing: Billing, state: ConnectState): void {
  record.status = "closed";
  record.closedAt = presentTime(state);
  if (billing.id !== undefined) record.billingId = billing.id;
  if (billing.note !== undefined) record.billingNote = billing.note;
}

/**
 * Closes an accepted file with every record of it that is still open.
 *
 * @param file - The file.
 * @param closing - The platform and the caller.
 */
export function closeFile(file: UsageFile, closing: Closing): void {
  for (const record of file.records) {
    if (record.status === "approved") markClosed(record, {}, closing.state);
  }
  changeFile(file, "close", closing);
}

/**
 * Closes an approved record; with its last record a file closes too.
 *
 * @param record - The record.
 * @param billing - What it was billed with.
 * @param closing - The platform and the caller.
 */
export function closeRecord(record: ConnectRecord, billing: Billing, closing: Closing): void {
  markClosed(record, billing, closing.state);
  const { file } = record;
  const isOpen = file.records.some(({ status }) => status === "approved");
  if (file.status === "accepted" && !isOpen) changeFile(file, "close", closing);
}
