import type { CallOptions, Delivery, Settlement } from "@usage-billing/core";
import { settle } from "./settle.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/**
 * Reads whether a delivery was billed: the renewal order that billed a usage stands on it.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The outcome of each record, with the renewal order as billing reference.
 */
export function follow(
  context: TwoCheckoutContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Settlement[]> {
  return settle(context, delivery, options);
}
