import { type CallOptions, type SentRecord, UnsupportedOperationError } from "@usage-billing/core";
import { toDeleteCriteria } from "./delete-criteria.ts";
import { isRefusal } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/**
 * Deletes a usage by its reference. One that is gone already is as good as deleted.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param options - Signal.
 * @throws {@link UnsupportedOperationError} When 2Checkout refuses, as it presumably does for billed usage.
 */
export async function retract(
  { usages, channel }: TwoCheckoutContext,
  { reference, record }: SentRecord,
  options: CallOptions = {},
): Promise<void> {
  const criteria = toDeleteCriteria(reference);
  try {
    await usages.remove(record.subscription, criteria, options.signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.status === 404) return;
    throw new UnsupportedOperationError(
      `${channel} cannot take record ${record.recordId} back: ${error.detail}`,
      { cause: error },
    );
  }
}
