import { refuse } from "../connect-error.ts";
import type { ConnectState } from "../connect-state.ts";
import type { ConnectRecord } from "./connect-record.ts";
import { type RecordAction, recordTransitions } from "./record-states.ts";

/** What the distributor billed a record with. */
export interface Billing {
  readonly id?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Tells why an action on a record is not possible.
 *
 * @param record - The record.
 * @param action - What is to be done.
 * @returns The reason; nothing when it is possible.
 */
export function whyNot(record: ConnectRecord, action: RecordAction): string | undefined {
  const { status, file } = record;
  const found = recordTransitions.find((line) => line.action === action && line.from === status);
  if (found === undefined) {
    return `status: ${action} is not possible while the record is ${status}.`;
  }
  if (found.during.includes(file.status)) return undefined;
  return `status: ${action} is not possible while the file is ${file.status}.`;
}

/**
 * Moves a record to the state that an action leads to; its chunk is out of date then.
 *
 * @param record - The record.
 * @param action - What is done.
 * @param state - The platform.
 * @throws {@link Refusal} 400 when the state of the record or of its file does not allow it.
 */
export function changeRecord(
  record: ConnectRecord,
  action: RecordAction,
  state: ConnectState,
): void {
  const reason = whyNot(record, action);
  if (reason !== undefined) refuse(reason);
  const { tally } = record.file;
  const line = recordTransitions.find(({ action: name, from }) => {
    return name === action && from === record.status;
  });
  if (line?.to == null) return;
  tally[record.status] -= 1;
  tally[line.to] += 1;
  record.status = line.to;
  markOutdated(record, state);
}

/**
 * Marks the chunk of a record as out of date.
 *
 * @param record - The record that changed.
 * @param state - The platform.
 */
export function markOutdated(record: ConnectRecord, { chunks }: ConnectState): void {
  const chunk = record.chunk === undefined ? undefined : chunks.get(record.chunk);
  if (chunk?.status === "ready") chunk.outdated = true;
}

/**
 * Tells whether a record has both billing references.
 *
 * @param record - The record.
 * @returns Whether id and note are there.
 */
function isBilled({ billingId, billingNote }: ConnectRecord): boolean {
  return billingId !== undefined && billingNote !== undefined;
}

/**
 * Sets the billing references of a record; what is not given stays.
 *
 * @param record - The record.
 * @param billing - Id and note.
 */
export function setBilling(record: ConnectRecord, billing: Billing): void {
  const before = isBilled(record);
  if (billing.id !== undefined) record.billingId = billing.id;
  if (billing.note !== undefined) record.billingNote = billing.note;
  if (!before && isBilled(record)) record.file.billed += 1;
}
