import {
  type CallOptions,
  type HeldUsage,
  MissingConfigurationError,
  type UsageQuery,
} from "@usage-billing/core";
import { findTerm, type TermWindow } from "./find-term.ts";
import { isOutOfBounds } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** Usage that starts in a window may end after it: a month, at most, is looked at beyond. */
const LONGEST_PERIOD = 31 * 24 * 3_600_000;
const SECOND = 1_000;

function floor(instant: number): number {
  return Math.floor(instant / SECOND) * SECOND;
}

/** Whether 2Checkout takes an instant as one of the subscription's term. */
async function isWithinTerm(
  { usages, time }: TwoCheckoutContext,
  place: { readonly subscription: string; readonly instant: number },
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const interval = time.toAccount({ start: place.instant, end: place.instant });
  try {
    await usages.list(place.subscription, interval, signal)[Symbol.asyncIterator]().next();
    return true;
  } catch (error) {
    if (isOutOfBounds(error)) return false;
    throw error;
  }
}

/**
 * Lists what ends in a window or within a month after it: 2Checkout filters by the end of a usage. It
 * also refuses intervals that reach beyond the subscription's term, and then the term has to be found.
 */
async function* listSubscription(
  context: TwoCheckoutContext,
  subscription: string,
  request: { readonly query: UsageQuery; readonly signal: AbortSignal | undefined },
): AsyncGenerator<HeldUsage> {
  const { usages, time } = context;
  const { query, signal } = request;
  const [from, last] = [floor(query.from), floor(query.to - 1)];
  const window = { from, last: last + LONGEST_PERIOD };
  const listWindow = (part: TermWindow) =>
    usages.list(
      subscription,
      time.toAccount({ start: part.from, end: part.last + SECOND }),
      signal,
    );
  try {
    yield* listWindow(window);
  } catch (error) {
    if (!isOutOfBounds(error)) throw error;
    const footholds = [last, from, floor((from + last) / 2)];
    const term = await findTerm(window, footholds, (instant) =>
      isWithinTerm(context, { subscription, instant }, signal),
    );
    if (term === undefined) throw error;
    yield* listWindow(term);
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
 * @throws {@link ChannelRequestError} When a subscription's term has neither an end nor the middle of the window.
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
  if (query.to <= query.from) return;
  for (const subscription of new Set(query.subscriptions)) {
    const request = { query, signal: options.signal };
    for await (const usage of listSubscription(context, subscription, request)) {
      const { start } = usage.period;
      if (start >= query.from && start < query.to) yield usage;
    }
  }
}
