import type { ConnectState } from "../connect-state.ts";
import type { RecordStatus } from "../records/connect-record.ts";
import { changeFile } from "./change-file.ts";
import type { UsageFile } from "./usage-file.ts";

/** Records follow their file. */
function followFile(file: UsageFile, from: RecordStatus, to: RecordStatus): void {
  for (const record of file.records) if (record.status === from) record.status = to;
}

/** What accepting and rejecting need. */
export interface Decision {
  readonly state: ConnectState;
  readonly note: string | null;
  /** The caller's `Authorization`; absent when a rule decided. */
  readonly token?: string | undefined;
}

/**
 * Accepts a pending file and approves its records.
 *
 * @param file - The file.
 * @param decision - Note and caller.
 */
export function acceptFile(file: UsageFile, decision: Decision): void {
  changeFile(file, "accept", decision);
  file.acceptanceNote = decision.note;
  followFile(file, "valid", "approved");
}

/**
 * Rejects a pending file and its records.
 *
 * @param file - The file.
 * @param decision - Note and caller.
 */
export function rejectFile(file: UsageFile, decision: Decision): void {
  changeFile(file, "reject", decision);
  file.rejectionNote = decision.note;
  followFile(file, "valid", "rejected");
}
