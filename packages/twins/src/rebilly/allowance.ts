import { Quantity } from "@usage-billing/core";
import type { RebillySubscription } from "../catalogue/catalogue.ts";
import type { UsageStore } from "./usage-store.ts";

/**
 * Tells how much of a subscription's hard limit is left.
 *
 * @param subscription - The subscription.
 * @param store - Everything held; looked at only where there is a limit.
 * @returns What may still be reported, below zero never; nothing when there is no limit.
 */
export function remainingAllowance(
  subscription: RebillySubscription,
  store: UsageStore,
): Quantity | undefined {
  if (subscription.hardLimit === undefined) return undefined;
  const limit = Quantity.parse(subscription.hardLimit);
  if (subscription.strategy === "last") return limit;
  const used = store
    .list()
    .filter(({ subscriptionId, invoice }) => subscriptionId === subscription.id && !invoice)
    .reduce((sum, { quantity }) => sum.plus(quantity), Quantity.zero);
  const rest = limit.minus(used);
  return rest.isNegative ? Quantity.zero : rest;
}
