import type { Actor } from "../actor.ts";
import { createChunks } from "../chunks/create-chunks.ts";
import { changeRecord } from "../records/change-record.ts";
import { changeFile } from "./change-file.ts";
import type { UsageFile } from "./usage-file.ts";

/** What accepting and rejecting need. */
export interface Decision extends Actor {
  readonly note: string | null;
}

/**
 * Accepts a pending file, approves the records that nobody decided on, and makes its chunks.
 *
 * @param file - The file.
 * @param decision - Note and caller; no caller when a rule decided.
 */
export function acceptFile(file: UsageFile, decision: Decision): void {
  for (const record of file.records) {
    if (record.status === "valid") changeRecord(record, "approve", decision.state);
  }
  changeFile(file, "accept", decision);
  file.acceptanceNote = decision.note;
  createChunks(file, decision.state);
}

/**
 * Rejects a pending file and its records.
 *
 * @param file - The file.
 * @param decision - Note and caller; no caller when a rule decided.
 */
export function rejectFile(file: UsageFile, decision: Decision): void {
  for (const record of file.records) {
    if (record.status === "valid") changeRecord(record, "reject", decision.state);
    else if (record.status === "approved") changeRecord(record, "follow", decision.state);
  }
  changeFile(file, "reject", decision);
  file.rejectionNote = decision.note;
}
