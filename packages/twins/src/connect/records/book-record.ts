import { type Actor, actorOf } from "../actor.ts";
import { refuse } from "../connect-error.ts";
import { presentTime } from "../connect-state.ts";
import { type Billing, changeRecord, markOutdated, setBilling } from "./change-record.ts";
import type { ConnectRecord } from "./connect-record.ts";

/**
 * Closes a record without looking at its file, or sets other billing references of a closed one.
 *
 * @param record - The record.
 * @param billing - What it was billed with.
 * @param actor - The platform and the caller.
 * @throws {@link Refusal} 400 when the record or its file is not that far.
 */
export function bookRecord(record: ConnectRecord, billing: Billing, actor: Actor): void {
  const { state } = actor;
  const isLate = record.status === "closed";
  if (isLate && !["accepted", "closed"].includes(record.file.status)) {
    refuse(`status: close is not possible while the file is ${record.file.status}.`);
  }
  if (isLate) markOutdated(record, state);
  else {
    changeRecord(record, "close", state);
    record.closedAt = presentTime(state);
    const by = actorOf(actor.token)?.id;
    if (by !== undefined) record.closedBy = by;
  }
  setBilling(record, billing);
}
