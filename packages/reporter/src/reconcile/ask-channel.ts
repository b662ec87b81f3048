import type { Channel, Settlement } from "@usage-billing/core";
import { endsChannel, isLedgerError, toError } from "../classify-error.ts";
import { alignOutcomes } from "../settle/align-outcomes.ts";
import type { Comparison } from "./comparison.ts";
import type { KeptDifference } from "./difference-store.ts";
import { meterOfKey } from "./piece.ts";
import type { ReconcileOptions, UnreadPart } from "./reconcile-types.ts";

/** Beyond so many deliveries two listings are believed, where nobody there accepts or rejects usage. */
const DELIVERIES_ASKED = 200;

/** What the channel is asked for. */
export interface Asking {
  readonly options: ReconcileOptions;
  /** Subscriptions that could not be listed. */
  readonly unlisted: ReadonlySet<string>;
}

/** Assigns the deliveries of what is missing, and of what may be somebody else's in its place. */
async function assignDeliveries(
  { differences, capabilities }: Comparison,
  { ledger }: ReconcileOptions,
): Promise<void> {
  const kinds = capabilities.acceptance
    ? (["missing-there", "quantity-differs"] as const)
    : (["missing-there"] as const);
  for (const { id, recordId } of differences.list(kinds)) {
    const held = recordId === undefined ? undefined : await ledger.record(recordId);
    if (held?.deliveryId !== undefined) differences.assign(id, held.deliveryId);
  }
}

function toRejected(difference: KeptDifference, settlement: Settlement): KeptDifference {
  const { held: _, ...rest } = difference;
  if (settlement.status === "refused") {
    return { ...rest, kind: "rejected", problem: settlement.problem };
  }
  const message = "the channel holds the file of the record but does not count this record of it";
  const fix = "Ask at the channel why it was rejected on its own.";
  return {
    ...rest,
    kind: "rejected",
    problem: { rule: "record-not-counted", field: "record", message, fix },
  };
}

/** Puts what the channel says of the record itself in the place of what its listings lack. */
function apply(comparison: Comparison, difference: KeptDifference, settlement: Settlement): void {
  const { differences, totals, capabilities } = comparison;
  const { id, key, kind, held, quantity = "0" } = difference;
  const { status } = settlement;
  const isHeld = status === "accepted" || status === "pending";
  if (status === "refused" || (isHeld && capabilities.acceptance && kind === "missing-there")) {
    differences.replace(id, toRejected(difference, settlement));
    if (held !== undefined) differences.add({ key, kind: "unknown-here", held });
    return;
  }
  if (kind !== "missing-there") return;
  if (isHeld) {
    differences.remove(id);
    comparison.matched += 1;
    totals.addHeld(meterOfKey(key, capabilities), quantity);
  }
  if (status === "partial") {
    const { reference, stored } = settlement;
    const piece = { key, reference, quantity: stored.toString(), status: "partial" };
    differences.replace(id, { ...difference, kind: "trimmed", held: piece });
    totals.addHeld(meterOfKey(key, capabilities), piece.quantity);
  }
}

async function followRecords(
  channel: Channel,
  { ledger, signal }: ReconcileOptions,
  asked: { readonly deliveryId: string; readonly recordIds: ReadonlySet<string> },
): Promise<readonly Settlement[]> {
  const known = await ledger.delivery(asked.deliveryId);
  if (known === undefined) return [];
  const records = known.delivery.records.filter(({ recordId }) => asked.recordIds.has(recordId));
  const delivery = { ...known.delivery, records };
  const said = await channel.follow(delivery, signal === undefined ? {} : { signal });
  return alignOutcomes(records, said);
}

async function askDelivery(
  comparison: Comparison,
  { options, unlisted }: Asking,
  deliveryId: string,
): Promise<readonly UnreadPart[]> {
  const found = comparison.differences.ofDelivery(deliveryId);
  const byRecord = new Map(found.map((difference) => [difference.recordId ?? "", difference]));
  const recordIds = new Set(byRecord.keys());
  try {
    const said = await followRecords(options.channel, options, { deliveryId, recordIds });
    for (const settlement of said) {
      const difference = byRecord.get(settlement.recordId);
      if (difference !== undefined) apply(comparison, difference, settlement);
    }
    return [];
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isLedgerError(error) || endsChannel(error)) throw error;
    return leaveOut(comparison, found, { unlisted, error: toError(error) });
  }
}

/** Of what can be neither listed nor asked for nobody can say that it is missing. */
function leaveOut(
  { differences, totals, capabilities }: Comparison,
  found: readonly KeptDifference[],
  { unlisted, error }: { readonly unlisted: ReadonlySet<string>; readonly error: Error },
): readonly UnreadPart[] {
  const unread = new Set<string>();
  for (const { id, key, quantity = "0" } of found) {
    const subscription = key.slice(0, key.indexOf("\u001f"));
    unread.add(subscription);
    if (!unlisted.has(subscription)) continue;
    differences.remove(id);
    totals.addReported(meterOfKey(key, capabilities), quantity, -1);
  }
  return [...unread].map((subscription) => ({ subscription, error }));
}

/**
 * Asks the channel for the records themselves that its listings do not show: whether it rejected them, or
 * holds them where they were not listed.
 *
 * @param comparison - What was compared.
 * @param asking - What to ask.
 * @returns What it did not tell.
 */
export async function askForMissing(
  comparison: Comparison,
  asking: Asking,
): Promise<readonly UnreadPart[]> {
  const { differences, capabilities } = comparison;
  await assignDeliveries(comparison, asking.options);
  const limit = capabilities.acceptance ? Number.MAX_SAFE_INTEGER : DELIVERIES_ASKED + 1;
  const deliveries = differences.deliveries(limit);
  const isMany = !capabilities.acceptance && deliveries.length > DELIVERIES_ASKED;
  if (isMany && asking.unlisted.size === 0) return [];
  const unread: UnreadPart[] = [];
  for (const deliveryId of isMany ? differences.deliveries(-1) : deliveries) {
    unread.push(...(await askDelivery(comparison, asking, deliveryId)));
  }
  return unread;
}
