import type {
  CallOptions,
  Delivery,
  HeldUsage,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import type { AccountPeriod } from "./account-time.ts";
import { isAbout, isNotThere, isOutOfBounds, toOutcome } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** The interval in which the ends of all records lie; 2Checkout filters by the end alone. */
function intervalOf({ time }: TwoCheckoutContext, records: readonly UsageRecord[]): AccountPeriod {
  const ends = records.map(({ period }) => time.toAccount(period).end).sort();
  return { start: ends[0] ?? "", end: ends.at(-1) ?? "" };
}

function ambiguous(
  record: UsageRecord,
  candidates: readonly HeldUsage[],
  reason: string,
): Settlement {
  return { status: "unknown", recordId: record.recordId, reason, candidates };
}

function looksLike(record: UsageRecord, held: HeldUsage): boolean {
  return (
    held.recordId === undefined && isAbout(record, held) && held.quantity.equals(record.quantity)
  );
}

/**
 * Decides which of a subscription's usages is a record: the one that carries its token.
 *
 * @param record - The record that was sent.
 * @param held - What 2Checkout holds.
 * @returns What became of the record.
 */
export function matchRecord(record: UsageRecord, held: readonly HeldUsage[]): Settlement {
  const own = held.filter(({ recordId }) => recordId === record.recordId);
  const [only, another] = own;
  if (another !== undefined) {
    return ambiguous(record, own, "2Checkout holds the record more than once");
  }
  if (only !== undefined) return toOutcome(record, only);
  const alike = held.filter((usage) => looksLike(record, usage));
  if (alike.length === 0) return { status: "absent", recordId: record.recordId };
  const reason = "2Checkout holds usage without a record id that could be this record";
  return ambiguous(record, alike, reason);
}

/**
 * Reads what ends in an interval; an unknown subscription holds nothing. Undefined when the interval reaches
 * beyond the subscription's term.
 */
async function readInterval(
  { usages }: TwoCheckoutContext,
  place: { readonly subscription: string; readonly interval: AccountPeriod },
  signal: AbortSignal | undefined,
): Promise<readonly HeldUsage[] | undefined> {
  try {
    return await Array.fromAsync(usages.list(place.subscription, place.interval, signal));
  } catch (error) {
    if (isOutOfBounds(error)) return undefined;
    if (isNotThere(error)) return [];
    throw error;
  }
}

/** One record outside the term must not make its neighbours look absent: each end is read for itself. */
async function readEachEnd(
  context: TwoCheckoutContext,
  { key: subscription, records }: Delivery,
  signal: AbortSignal | undefined,
): Promise<readonly HeldUsage[]> {
  const ends = new Set(records.map(({ period }) => context.time.toAccount(period).end));
  const held: HeldUsage[] = [];
  for (const end of ends) {
    const interval = { start: end, end };
    held.push(...((await readInterval(context, { subscription, interval }, signal)) ?? []));
  }
  return held;
}

/**
 * Reads what a delivery's subscription holds where the delivery's records end. A subscription that
 * 2Checkout does not know holds nothing of it, and neither does a time outside the subscription's term.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param signal - Ends the reading early.
 * @returns What 2Checkout holds.
 */
export async function readHeld(
  context: TwoCheckoutContext,
  delivery: Delivery,
  signal: AbortSignal | undefined,
): Promise<readonly HeldUsage[]> {
  const interval = intervalOf(context, delivery.records);
  const found = await readInterval(context, { subscription: delivery.key, interval }, signal);
  return found ?? readEachEnd(context, delivery, signal);
}

/**
 * Finds out by read-back what became of a delivery.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The settlement of each record.
 */
export async function settle(
  context: TwoCheckoutContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Settlement[]> {
  const held = await readHeld(context, delivery, options.signal);
  return delivery.records.map((record) => matchRecord(record, held));
}
