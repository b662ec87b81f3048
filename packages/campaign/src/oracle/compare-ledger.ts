import type { Ledger, RecordState } from "@usage-billing/ledger";
import type { ChannelName } from "../channel-name.ts";
import type { Finding } from "./compare-holdings.ts";

/** What the ledger says of a channel's records, beside what was expected of it. */
export interface LedgerView {
  /** How many records stand in each state. */
  readonly states: Readonly<Partial<Record<RecordState, number>>>;
  /** Records that the ledger says are held although they are not, or not although they are. */
  readonly disagreements: readonly Finding[];
  /** Records without an end: in doubt, waiting or half changed. */
  readonly open: readonly Finding[];
}

/** States in which the ledger says that the channel holds the record. */
const HELD: ReadonlySet<RecordState> = new Set(["accepted", "pending", "partial"]);
/** States in which the ledger says that the channel does not hold it. */
const GONE: ReadonlySet<RecordState> = new Set([
  ...(["refused", "dismissed", "retracted", "corrected"] as const),
]);

/**
 * Compares what the ledger says with what is held.
 *
 * @param ledger - The ledger.
 * @param channel - The channel.
 * @param heldIds - The ids of the records that the oracle found at the channel.
 * @returns Where the two differ.
 */
export async function compareLedger(
  ledger: Ledger,
  channel: ChannelName,
  heldIds: ReadonlySet<string>,
): Promise<LedgerView> {
  const states: Partial<Record<RecordState, number>> = {};
  const disagreements: Finding[] = [];
  const open: Finding[] = [];
  let held = 0;
  for await (const { record, state, outcome } of ledger.records({ channel })) {
    const { recordId } = record;
    states[state] = (states[state] ?? 0) + 1;
    const isHeld = heldIds.has(recordId);
    if (isHeld) held += 1;
    const find = (list: Finding[], words: string) => list.push({ recordId, channel, words });
    if (!HELD.has(state) && !GONE.has(state)) {
      const reason = outcome?.status === "unknown" ? `: ${outcome.reason}` : "";
      find(open, `it is still ${state}${reason}`);
    } else if (HELD.has(state) !== isHeld) {
      find(disagreements, `the ledger says ${state}, the channel holds it: ${isHeld}`);
    }
  }
  if (held < heldIds.size) {
    const words = `the ledger does not know ${heldIds.size - held} records that are held`;
    disagreements.push({ recordId: "unknown", channel, words });
  }
  return { states, disagreements, open };
}
