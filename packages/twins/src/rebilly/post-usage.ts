import { Quantity } from "@usage-billing/core";
import type { RebillyCatalogue, RebillySubscription } from "../catalogue/catalogue.ts";
import { bodyText, Refusal, type TwinRequest } from "../server/exchange.ts";
import type { TwinClock } from "../server/twin-clock.ts";
import { remainingAllowance } from "./allowance.ts";
import { invalid, problem } from "./problem.ts";
import { readUsage, type SentUsage } from "./read-usage.ts";
import type { StoredUsage } from "./stored-usage.ts";
import type { UsageStore } from "./usage-store.ts";

/** The least that is stored. */
const MINIMUM = Quantity.parse("0.001");

/** What storing a usage needs. */
export interface PostContext {
  readonly catalogue: RebillyCatalogue;
  readonly store: UsageStore;
  readonly clock: TwinClock;
}

function read(request: TwinRequest): SentUsage {
  try {
    const result = readUsage(bodyText(request));
    if ("usage" in result) return result.usage;
    throw new Refusal(invalid(result.invalid));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(problem(400, "The body is not JSON."));
    throw error;
  }
}

function findSubscription(id: string, catalogue: RebillyCatalogue): RebillySubscription {
  const found = catalogue.subscriptions.find((subscription) => subscription.id === id);
  if (found !== undefined) return found;
  if (catalogue.open === true) return { id };
  throw new Refusal(
    invalid([{ field: "subscriptionId", message: `There is no subscription ${id}.` }]),
  );
}

/** What is stored: what was sent, or what the hard limit leaves of it. */
function trim(sent: SentUsage, allowance: Quantity | undefined): Quantity {
  if (allowance === undefined || sent.quantity.compare(allowance) <= 0) return sent.quantity;
  if (sent.acceptPartialQuantity && allowance.compare(MINIMUM) >= 0) return allowance;
  throw new Refusal(problem(409, "The usage would exceed the hard limit."));
}

/**
 * Stores a usage.
 *
 * @param request - The POST.
 * @param context - Catalogue, store and clock.
 * @returns What was stored; its quantity may be less than what was sent.
 * @throws {@link Refusal} 400, 409 or 422.
 */
export function postUsage(request: TwinRequest, context: PostContext): StoredUsage {
  const { catalogue, store, clock } = context;
  const sent = read(request);
  const subscription = findSubscription(sent.subscriptionId, catalogue);
  const quantity = trim(sent, remainingAllowance(subscription, store));
  const now = clock.now();
  return store.add({
    subscriptionId: sent.subscriptionId,
    quantity,
    usageTime: sent.usageTime ?? now,
    createdTime: now,
  });
}
