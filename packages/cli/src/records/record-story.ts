import type { Ledger, LedgerDelivery, LedgerEntry, LedgerRecord } from "@usage-billing/ledger";

/** Everything that the ledger knows of one record. */
export interface RecordStory {
  /** Where it stands now. */
  readonly held: LedgerRecord;
  /** What happened to it, in order. */
  readonly entries: readonly LedgerEntry[];
  /** The delivery that it is in or went with, if any. */
  readonly delivery?: LedgerDelivery;
}

/**
 * Collects everything that the ledger knows of a record.
 *
 * @param ledger - The ledger.
 * @param held - The record.
 * @returns Its present state, its history and its delivery.
 */
export async function collectStory(ledger: Ledger, held: LedgerRecord): Promise<RecordStory> {
  const entries = await ledger.history(held.record.recordId);
  const delivery =
    held.deliveryId === undefined ? undefined : await ledger.delivery(held.deliveryId);
  return { held, entries, ...(delivery === undefined ? {} : { delivery }) };
}
