import { type HeldUsage, parseInstant, Quantity } from "@usage-billing/core";
import type { Usage } from "@usage-billing/rebilly-client";

/** A usage as Rebilly answers it, with the quantity as exact decimal text. */
export type ExactUsage = Omit<Usage, "quantity"> & { readonly quantity: string };

/**
 * Maps what Rebilly holds to the project's own words.
 *
 * @param usage - The usage.
 * @param channel - The channel's id.
 * @returns The held usage; both ends of its period are the usage's time.
 * @throws {@link InvalidQuantityError} | {@link InvalidPeriodError} When the answer has no quantity or time.
 */
export function fromRebillyUsage(usage: ExactUsage, channel: string): HeldUsage {
  const time = parseInstant(toMilliseconds(usage.usageTime ?? usage.createdTime ?? ""));
  return {
    channel,
    reference: usage.id ?? "",
    subscription: usage.subscriptionId,
    quantity: Quantity.parse(usage.quantity),
    period: { start: time, end: time },
    status: usage.invoiceId ? "invoiced" : "open",
    ...(usage.invoiceId ? { billingReference: usage.invoiceId } : {}),
  };
}

/** Usage that others reported may have finer times than the milliseconds that an instant has. */
function toMilliseconds(time: string): string {
  return time.replace(/(\.\d{3})\d+/, "$1");
}
