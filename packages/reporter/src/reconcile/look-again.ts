import type { Comparison } from "./comparison.ts";
import { type HeldReading, readHeld, readSubscriptions } from "./read-held.ts";
import type { DifferenceKind, ReconcileOptions, UnreadPart } from "./reconcile-types.ts";

/** What a channel that shows things late can make look so. */
const MAY_LAG: readonly DifferenceKind[] = [
  "duplicate",
  "missing-there",
  "quantity-differs",
  "unknown-here",
];

/** Beyond so many subscriptions everything is listed again rather than each of them. */
const SUBSCRIPTIONS_AGAIN = 500;

/** How it is looked at again. */
export interface LookAgain {
  readonly options: ReconcileOptions;
  /** How the channel was read first. */
  readonly first: HeldReading;
  /** Waits until the channel has had its time to show what it holds. */
  readonly wait: () => Promise<void>;
  readonly onRead: () => void;
}

/**
 * Looks once more at what differs, when the channel has had its time to show what it holds: only what
 * differs both times does.
 *
 * @param comparison - What was compared.
 * @param again - How.
 * @returns What could not be read this time.
 */
export async function lookAgain(
  comparison: Comparison,
  { options, first, wait, onRead }: LookAgain,
): Promise<readonly UnreadPart[]> {
  const { pieces } = comparison;
  if (pieces.chooseAgain(MAY_LAG) === 0) return [];
  await wait();
  const { channel, period, signal, ledger } = options;
  const query = { channel, period, signal };
  const sink = comparison.sink("second", onRead);
  const subscriptions = pieces.subscriptionsAgain(SUBSCRIPTIONS_AGAIN + 1);
  const isFew = subscriptions.length <= SUBSCRIPTIONS_AGAIN;
  const unread =
    isFew && (first.listed === "known-subscriptions" || !subscriptions.includes(""))
      ? await readSubscriptions(query, subscriptions, sink)
      : (await readHeld(query, () => ledger.knownSubscriptions(channel.id), sink)).unread;
  await readRecordsAgain(comparison, options);
  comparison.compareAgain();
  return unread;
}

/** Reads the records again, and those that replaced them meanwhile. */
async function readRecordsAgain(
  comparison: Comparison,
  { ledger, signal }: ReconcileOptions,
): Promise<void> {
  for (const { reported } of comparison.pieces.firstGroupsAgain()) {
    const inGroup = new Set(reported.map(({ recordId }) => recordId));
    for (const recordId of inGroup) {
      signal?.throwIfAborted();
      const held = await ledger.record(recordId);
      if (held === undefined) continue;
      comparison.addReported("second", held);
      // A correction that came in between is of the same fact: the set grows while it is walked through.
      if (held.replacedBy !== undefined) inGroup.add(held.replacedBy);
    }
  }
}
