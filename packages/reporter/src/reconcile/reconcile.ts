import { Quantity } from "@usage-billing/core";
import { type Clock, systemClock } from "../clock.ts";
import { askForMissing } from "./ask-channel.ts";
import { Comparison } from "./comparison.ts";
import { DifferenceStore } from "./difference-store.ts";
import { lookAgain } from "./look-again.ts";
import { meterOfKey } from "./piece.ts";
import { openTemporaryDatabase, PieceStore } from "./piece-store.ts";
import { readHeld } from "./read-held.ts";
import type {
  DifferenceTotal,
  ReconcileOptions,
  ReconcileProgress,
  Reconciliation,
  UnreadPart,
} from "./reconcile-types.ts";
import { createReconciliation, IN_FLIGHT } from "./reconciliation.ts";
import { DifferenceTotals } from "./totals.ts";

const DEFAULT_LAG = 2_000;
const PROGRESS_EVERY = 10_000;
const UNREAD_KEPT = 100;

/** Tells now and then how far a step is, and ends it where it is to end. */
function createCounter(
  { onProgress, signal }: ReconcileOptions,
  step: ReconcileProgress["step"],
): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count % PROGRESS_EVERY !== 0) return;
    signal?.throwIfAborted();
    onProgress?.({ step, count });
  };
}

async function readLedger(comparison: Comparison, options: ReconcileOptions): Promise<void> {
  const { ledger, channel, period } = options;
  const onRead = createCounter(options, "ledger");
  for await (const held of ledger.records({ channel: channel.id, period })) {
    comparison.addReported("first", held);
    onRead();
  }
}

/** Where a channel names records, usage may carry the id of one that is of another time or meter. */
async function nameUnknown(comparison: Comparison, { ledger }: ReconcileOptions): Promise<void> {
  const { differences, capabilities } = comparison;
  if (!capabilities.recordIdReadBack) return;
  differences.joinAltered();
  for (const difference of differences.list(["unknown-here"])) {
    const named = difference.held?.recordId;
    if (named === undefined || difference.recordId !== undefined) continue;
    const held = await ledger.record(named);
    if (held === undefined) continue;
    const { recordId, quantity } = held.record;
    differences.replace(difference.id, { ...difference, recordId, quantity: quantity.toString() });
  }
}

/** A subscription that the channel does not know holds nothing; what nobody reported for is not missed. */
function findUnread(
  comparison: Comparison,
  unlisted: readonly UnreadPart[],
  untold: readonly UnreadPart[],
): readonly UnreadPart[] {
  const isLasting = ({ error }: UnreadPart): boolean => Reflect.get(error, "retryable") !== true;
  const silent = new Set(untold.map(({ subscription }) => subscription));
  const inFlight = comparison.pieces.subscriptionsIn(IN_FLIGHT);
  const open = unlisted.filter(
    (part) =>
      !isLasting(part) || silent.has(part.subscription) || inFlight.has(part.subscription ?? ""),
  );
  const bySubscription = new Map(
    [...untold, ...open].map((part) => [part.subscription, part] as const),
  );
  return [...bySubscription.values()];
}

function sumDifferences({ differences, capabilities }: Comparison): readonly DifferenceTotal[] {
  const totals = new DifferenceTotals();
  for (const { kind, key, quantity, held } of differences.list()) {
    totals.add(kind, meterOfKey(held?.key ?? key, capabilities), {
      reported: quantity === undefined ? undefined : Quantity.parse(quantity),
      held: held === undefined ? undefined : Quantity.parse(held.quantity),
    });
  }
  return totals.toArray();
}

async function compare(
  comparison: Comparison,
  options: ReconcileOptions,
  clock: Clock,
): Promise<Pick<Reconciliation, "listed" | "unread">> {
  const { channel, period, signal, ledger, visibilityLag = DEFAULT_LAG } = options;
  // The channel first: what it shows is in the ledger by then, because intents come before effects.
  const held = comparison.sink("first", createCounter(options, "channel"));
  const query = { channel, period, signal };
  const first = await readHeld(query, () => ledger.knownSubscriptions(channel.id), held);
  await readLedger(comparison, options);
  options.onProgress?.({ step: "compare", count: 0 });
  comparison.compareFirst();
  const again = await lookAgain(comparison, {
    ...{ options, first, onRead: createCounter(options, "look-again") },
    wait: () => clock.sleep(visibilityLag, signal),
  });
  await nameUnknown(comparison, options);
  const unlisted = [...first.unread, ...again];
  const names = new Set(unlisted.map(({ subscription }) => subscription ?? ""));
  const untold = await askForMissing(comparison, { options, unlisted: names });
  return { listed: first.listed, unread: findUnread(comparison, unlisted, untold) };
}

/**
 * Compares the ledger with what a channel holds of a period, pair by pair, in bounded memory. What differs
 * is looked at twice, so that what a channel shows late is no difference; nothing is changed anywhere.
 *
 * @param options - Channel, ledger and period.
 * @returns What differs; close it in the end.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel cannot be read.
 * @throws {@link LedgerError} When the ledger cannot be read.
 *
 * @example
 * ```ts
 * const found = await reconcile({ channel, ledger, period });
 * for await (const { kind, reason } of found.differences()) console.log(kind, reason);
 * found.close();
 * ```
 */
export async function reconcile(options: ReconcileOptions): Promise<Reconciliation> {
  const { clock = systemClock, channel, period } = options;
  const { database, remove } = await openTemporaryDatabase(options.folder);
  try {
    const stores = {
      pieces: new PieceStore(database),
      differences: new DifferenceStore(database),
    };
    const { capabilities } = channel;
    const comparison = new Comparison(stores, { capabilities, period });
    const at = clock.now();
    const { listed, unread } = await compare(comparison, options, clock);
    const differenceTotals = sumDifferences(comparison);
    return createReconciliation({
      ...{ comparison, options, at, listed, differenceTotals, remove },
      unread: unread.slice(0, UNREAD_KEPT),
    });
  } catch (error) {
    remove();
    throw error;
  }
}
