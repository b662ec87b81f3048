import type { Ledger, LedgerRecord, RecordSum } from "@usage-billing/ledger";
import type { AlarmKind } from "@usage-billing/reporter";

/** What a channel says of a record that it took; what it refused later is `refused`, not disputed. */
export type DisputeKind = Exclude<AlarmKind, "refused">;

const KINDS: readonly DisputeKind[] = ["altered", "duplicate", "missing"];

/** How many records of a channel are disputed in one way. */
export interface DisputeCount {
  readonly channel: string;
  readonly kind: DisputeKind;
  readonly records: number;
}

function kindOf({ outcome }: LedgerRecord): DisputeKind {
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  if (candidates.length === 0) return "missing";
  return candidates.length === 1 ? "altered" : "duplicate";
}

/**
 * Counts the disputed records of a ledger.
 *
 * @param ledger - The ledger.
 * @param sums - Where its records stand.
 * @returns The counts of every kind for each channel that has records, also those that are 0.
 */
export async function countDisputes(
  ledger: Ledger,
  sums: readonly RecordSum[],
): Promise<readonly DisputeCount[]> {
  const counts = new Map<string, number>();
  if (sums.some(({ state }) => state === "disputed")) {
    for await (const held of ledger.records({ states: ["disputed"] })) {
      const key = `${kindOf(held)} ${held.record.channel}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const channels = [...new Set(sums.map(({ channel }) => channel))];
  return channels.flatMap((channel) =>
    KINDS.map((kind) => ({ channel, kind, records: counts.get(`${kind} ${channel}`) ?? 0 })),
  );
}
