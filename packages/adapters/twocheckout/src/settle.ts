import type {
  CallOptions,
  Delivery,
  HeldUsage,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import type { AccountPeriod } from "./account-time.ts";
import { isNotThere, toOutcome } from "./to-outcome.ts";
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
    held.recordId === undefined &&
    held.meter === record.meter &&
    held.period.start === record.period.start &&
    held.quantity.equals(record.quantity)
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
  if (another !== undefined)
    return ambiguous(record, own, "2Checkout holds the record more than once");
  if (only !== undefined) return toOutcome(record, only);
  const alike = held.filter((usage) => looksLike(record, usage));
  if (alike.length === 0) return { status: "absent", recordId: record.recordId };
  const reason = "2Checkout holds usage without a record id that could be this record";
  return ambiguous(record, alike, reason);
}

/**
 * Finds out by read-back what became of a delivery. A subscription that 2Checkout does not know, or
 * whose lifetime the interval is not in, holds nothing of it.
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
  const { records, key } = delivery;
  try {
    const listed = context.usages.list(key, intervalOf(context, records), options.signal);
    const held = await Array.fromAsync(listed);
    return records.map((record) => matchRecord(record, held));
  } catch (error) {
    if (!isNotThere(error)) throw error;
    return records.map(({ recordId }) => ({ status: "absent", recordId }));
  }
}
