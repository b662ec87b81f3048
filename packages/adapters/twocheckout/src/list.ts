import {
  type CallOptions,
  type HeldUsage,
  MissingConfigurationError,
  type UsageQuery,
} from "@usage-billing/core";
import { isOutOfBounds } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** Usage that starts in a window may end after it: a month, at most, is looked at beyond. */
const LONGEST_PERIOD = 31 * 24 * 3_600_000;

async function* listInterval(
  { usages, time }: TwoCheckoutContext,
  window: { readonly subscription: string; readonly from: number; readonly to: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<HeldUsage> {
  const interval = time.toAccount({ start: window.from, end: window.to });
  yield* usages.list(window.subscription, interval, signal);
}

/**
 * 2Checkout filters by the end of a usage and refuses intervals beyond the subscription's expiration.
 * So the interval is widened, and if that is refused, taken as it is: nothing ends after the expiration.
 */
async function* listSubscription(
  context: TwoCheckoutContext,
  subscription: string,
  request: { readonly query: UsageQuery; readonly signal: AbortSignal | undefined },
): AsyncGenerator<HeldUsage> {
  const { from, to } = request.query;
  try {
    const wide = { subscription, from, to: to + LONGEST_PERIOD };
    yield* listInterval(context, wide, request.signal);
  } catch (error) {
    if (!isOutOfBounds(error)) throw error;
    yield* listInterval(context, { subscription, from, to }, request.signal);
  }
}

/**
 * Lists the usage of some subscriptions whose period starts in a window.
 *
 * @param context - The channel.
 * @param query - Window and subscriptions; 2Checkout cannot list without a subscription.
 * @param options - Signal.
 * @returns Each piece of usage once.
 * @throws {@link MissingConfigurationError} When no subscription is named.
 */
export async function* list(
  context: TwoCheckoutContext,
  query: UsageQuery,
  options: CallOptions = {},
): AsyncGenerator<HeldUsage> {
  if (query.subscriptions === undefined) {
    throw new MissingConfigurationError(
      `${context.channel} lists usage by subscription only; name the subscriptions to list.`,
    );
  }
  for (const subscription of new Set(query.subscriptions)) {
    const request = { query, signal: options.signal };
    for await (const usage of listSubscription(context, subscription, request)) {
      const { start } = usage.period;
      if (start >= query.from && start < query.to) yield usage;
    }
  }
}
