import { type CallOptions, type SentRecord, UnsupportedOperationError } from "@usage-billing/core";
import { toDeleteCriteria } from "./delete-criteria.ts";
import { findHeld } from "./find-held.ts";
import { isRefusal } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/**
 * Deletes a usage by its reference, and makes sure by reading back that it is gone: 2Checkout answers a
 * deletion that deleted nothing like one that did. One that was gone before is as good as deleted.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param options - Signal.
 * @throws {@link UnsupportedOperationError} When 2Checkout keeps the usage, as it presumably does when it is billed.
 * @throws TypeError When there is no reference; no request is sent then.
 */
export async function retract(
  context: TwoCheckoutContext,
  sent: SentRecord,
  options: CallOptions = {},
): Promise<void> {
  const { usages, channel } = context;
  const { reference, record } = sent;
  const criteria = toDeleteCriteria(reference);
  let why = "it accepted the deletion and still holds the usage";
  let cause: unknown;
  try {
    await usages.remove(record.subscription, criteria, options.signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    why = error.detail;
    cause = error;
  }
  if ((await findHeld(context, sent, options.signal)) === undefined) return;
  throw new UnsupportedOperationError(
    `${channel} cannot take record ${record.recordId} back: ${why}`,
    cause === undefined ? {} : { cause },
  );
}
