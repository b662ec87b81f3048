import type { CallOptions, Delivery, Settlement } from "@usage-billing/core";
import type { RebillyContext } from "./rebilly-context.ts";
import { settle } from "./settle.ts";

/**
 * Reads whether a delivery was billed. Rebilly fills in the invoice once it is issued.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The outcome of its record, with the invoice as billing reference.
 */
export function follow(
  context: RebillyContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Settlement[]> {
  return settle(context, delivery, options);
}
