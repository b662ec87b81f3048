import { type HeldUsage, type Instant, parseInstant, Quantity } from "@usage-billing/core";
import type { Usage } from "@usage-billing/rebilly-client";

/** A usage as Rebilly answers it, with the quantity as exact decimal text. */
export type ExactUsage = Omit<Usage, "quantity"> & { readonly quantity: string };

/** Usage that others reported may have no time, or one finer than the milliseconds that an instant has. */
function toTime({ usageTime, createdTime }: ExactUsage): Instant {
  return parseInstant((usageTime || createdTime || "").replace(/(\.\d{3})\d+/, "$1"));
}

/**
 * Maps what Rebilly holds to the project's own words.
 *
 * @param usage - The usage.
 * @param channel - The channel's id.
 * @returns The held usage; both ends of its period are the usage's time.
 * @throws TypeError | {@link InvalidQuantityError} | {@link InvalidPeriodError} When it lacks id, quantity or time.
 */
export function fromRebillyUsage(usage: ExactUsage, channel: string): HeldUsage {
  const { id, invoiceId, quantity, subscriptionId } = usage;
  if (!id) throw new TypeError("a usage has no id");
  const time = toTime(usage);
  return {
    channel,
    reference: id,
    subscription: subscriptionId,
    quantity: Quantity.parse(quantity),
    period: { start: time, end: time },
    status: invoiceId ? "invoiced" : "open",
    ...(invoiceId ? { billingReference: invoiceId } : {}),
  };
}
