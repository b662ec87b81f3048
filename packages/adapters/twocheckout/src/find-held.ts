import type { HeldUsage, SentRecord } from "@usage-billing/core";
import { isNotThere } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/**
 * Looks for a usage by its reference. There is no operation that reads one usage, so what ends when it
 * ends is listed.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param signal - Ends the search early.
 * @returns The usage; undefined when 2Checkout does not hold it.
 */
export async function findHeld(
  { usages, time }: TwoCheckoutContext,
  { record, reference }: SentRecord,
  signal: AbortSignal | undefined,
): Promise<HeldUsage | undefined> {
  const { end } = time.toAccount(record.period);
  try {
    for await (const held of usages.list(record.subscription, { start: end, end }, signal)) {
      if (held.reference === reference) return held;
    }
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
  return undefined;
}
