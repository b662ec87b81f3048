import type { AcceptedOutcome, HeldUsage, PartialOutcome, UsageRecord } from "@usage-billing/core";

/**
 * Compares what Rebilly holds with what was sent. Rebilly trims a quantity without saying so.
 *
 * @param record - The record that was sent.
 * @param held - What Rebilly holds of it.
 * @returns `accepted` when the quantities are equal, else `partial` with both.
 */
export function toOutcome(record: UsageRecord, held: HeldUsage): AcceptedOutcome | PartialOutcome {
  const { recordId, quantity } = record;
  const { reference, status, billingReference } = held;
  if (!held.quantity.equals(quantity)) {
    return { status: "partial", recordId, reference, sent: quantity, stored: held.quantity };
  }
  return {
    status: "accepted",
    recordId,
    reference,
    channelState: status,
    ...(billingReference === undefined ? {} : { billingReference }),
  };
}
