import type { Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import { findRecord } from "./find-record.ts";

/** The states of records that a person has to look at before anything goes on. */
const FAILED_STATES: readonly RecordState[] = ["ambiguous", "disputed", "refused"];

/**
 * Lists the records that were refused, are disputed or ambiguous, in the order in which they were taken in.
 *
 * @param ledger - The ledger.
 * @param channel - Only of this channel; of all when left out.
 * @returns The records, one page in memory at a time.
 */
export function listFailed(
  ledger: Ledger,
  channel: string | undefined,
): AsyncIterable<LedgerRecord> {
  return ledger.records({ states: FAILED_STATES, ...(channel === undefined ? {} : { channel }) });
}

/**
 * Finds a record that was refused, is disputed or ambiguous.
 *
 * @param ledger - The ledger.
 * @param id - The record's id, or the beginning of it.
 * @returns The record.
 * @throws {@link CommandError} When there is none, or it is in another state.
 */
export async function findFailed(ledger: Ledger, id: string): Promise<LedgerRecord> {
  const held = await findRecord(ledger, id);
  if (FAILED_STATES.includes(held.state)) return held;
  throw new CommandError(
    `Record ${held.record.recordId} is ${held.state}, neither refused nor disputed nor ambiguous. Look at it with "usage-billing show ${held.record.recordId}".`,
  );
}
