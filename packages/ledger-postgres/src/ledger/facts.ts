import type { EntryKind, LedgerEntry } from "@usage-billing/ledger";
import { type Fact, fromFactRow } from "@usage-billing/ledger/storage";

/** A row of `entries` without its bytes. */
export interface StoredEntry {
  readonly seq: string;
  readonly at: string;
  readonly clock: string | null;
  readonly kind: EntryKind;
  readonly delivery: string | null;
  readonly record: string | null;
  readonly channel: string | null;
  readonly delivery_key: string | null;
  readonly body: string;
}

/** The columns of {@link StoredEntry}. */
export const ENTRY_COLUMNS = "seq, at, clock, kind, delivery, record, channel, delivery_key, body";

/**
 * Reads a fact.
 *
 * @param stored - The row.
 * @returns The fact, an intent's without its bytes.
 */
export function toFact(stored: StoredEntry): Fact {
  const { kind, body } = stored;
  return fromFactRow({
    kind,
    recordId: stored.record ?? undefined,
    deliveryId: stored.delivery ?? undefined,
    channel: stored.channel ?? undefined,
    deliveryKey: stored.delivery_key ?? undefined,
    body,
  });
}

/**
 * Makes an entry for who reads the log.
 *
 * @param stored - The row.
 * @returns The entry.
 */
export function toEntry(stored: StoredEntry): LedgerEntry {
  const { kind, clock, delivery, record } = stored;
  return {
    sequence: Number(stored.seq),
    at: Number(stored.at),
    kind,
    ...(clock === null ? {} : { clock: Number(clock) }),
    ...(delivery === null ? {} : { deliveryId: delivery }),
    ...(record === null ? {} : { recordId: record }),
    body: JSON.parse(stored.body),
  };
}
