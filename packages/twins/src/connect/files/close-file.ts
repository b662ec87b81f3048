import type { Actor } from "../actor.ts";
import { settleChunks } from "../chunks/settle-chunks.ts";
import { refuse } from "../connect-error.ts";
import { bookRecord } from "../records/book-record.ts";
import type { Billing } from "../records/change-record.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { changeFile, checkAllowed } from "./change-file.ts";
import type { UsageFile } from "./usage-file.ts";

function finish(file: UsageFile, actor: Actor): void {
  changeFile(file, "close", actor);
  settleChunks(file, actor.state);
}

/**
 * Closes an accepted file with every record of it that is still open.
 *
 * @param file - The file.
 * @param actor - The platform and the caller.
 * @throws {@link Refusal} 400 while a record has no billing id or no note.
 */
export function closeFile(file: UsageFile, actor: Actor): void {
  checkAllowed(file, "close");
  const { approved, closed } = file.tally;
  const missing = approved + closed - file.billed;
  if (missing > 0) {
    refuse(`records: ${missing} of ${approved + closed} have no billing id or no billing note.`);
  }
  for (const record of file.records) {
    if (record.status === "approved") bookRecord(record, {}, actor);
  }
  finish(file, actor);
}

/**
 * Closes an accepted file whose records are all closed and billed.
 *
 * @param file - The file.
 * @param actor - The platform and the caller.
 */
export function closeIfDone(file: UsageFile, actor: Actor): void {
  const { approved, closed } = file.tally;
  if (file.status !== "accepted" || approved > 0 || closed > file.billed) return;
  finish(file, actor);
}

/**
 * Closes a record; with the last one of them a file closes too, if all have a billing id and a note.
 *
 * @param record - The record.
 * @param billing - What it was billed with.
 * @param actor - The platform and the caller.
 * @throws {@link Refusal} 400 when the record or its file is not that far.
 */
export function closeRecord(record: ConnectRecord, billing: Billing, actor: Actor): void {
  bookRecord(record, billing, actor);
  closeIfDone(record.file, actor);
}
