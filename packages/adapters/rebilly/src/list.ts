import {
  formatInstant,
  type HeldUsage,
  type Instant,
  UnexpectedResponseError,
} from "@usage-billing/core";
import { pagesByOffset } from "@usage-billing/http";
import type { RebillyContext } from "./rebilly-context.ts";
import { PAGE_SIZE, type UsagePage } from "./usages-api.ts";

/** The usage of a time window. */
export interface UsageWindow {
  /** The first instant. */
  readonly from: Instant;
  /** The first instant after the window. */
  readonly to: Instant;
  /** Only usage of these subscriptions; all when left out. */
  readonly subscriptions?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rebilly takes offsets up to 1,000, so two full pages are all that one filter can reach. */
const REACHABLE = 2 * PAGE_SIZE;
/** How many subscriptions are named in one filter, to keep the URL short. */
const SUBSCRIPTIONS_AT_ONCE = 25;

/** Rebilly's ranges include both ends; what belongs to the next window is left out after reading. */
function toFilter({ from, to, subscriptions }: UsageWindow): string {
  const time = `usageTime:${formatInstant(from)}..${formatInstant(to)}`;
  return subscriptions === undefined ? time : `subscriptionId:${subscriptions.join(",")};${time}`;
}

function tooDense(channel: string, { from }: UsageWindow, total: number): UnexpectedResponseError {
  const reason = `counts ${total} usages at ${formatInstant(from)}, of which only ${REACHABLE} can be reached`;
  return new UnexpectedResponseError({
    channel,
    operation: "listUsages",
    status: 200,
    reason,
    isWrite: false,
  });
}

async function* readWindow(
  context: RebillyContext,
  window: UsageWindow,
  first: UsagePage,
): AsyncGenerator<HeldUsage> {
  const filter = toFilter(window);
  const fetchPage = async (offset: number) =>
    offset === 0 ? first : context.usages.list({ filter, offset, signal: window.signal });
  for await (const page of pagesByOffset({ fetchPage })) {
    yield* page.filter(({ period }) => period.start >= window.from && period.start < window.to);
  }
}

/** Lists a window, halved until each part is small enough for Rebilly's greatest offset. */
async function* listPart(context: RebillyContext, window: UsageWindow): AsyncGenerator<HeldUsage> {
  const { usages, channel } = context;
  const first = await usages.list({ filter: toFilter(window), offset: 0, signal: window.signal });
  const total = first.total ?? first.items.length;
  if (total <= REACHABLE) {
    yield* readWindow(context, window, first);
    return;
  }
  const middle = window.from + Math.floor((window.to - window.from) / 2);
  if (middle === window.from) throw tooDense(channel, window, total);
  yield* listPart(context, { ...window, to: middle });
  yield* listPart(context, { ...window, from: middle });
}

function chunks(subscriptions: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(subscriptions.length / SUBSCRIPTIONS_AT_ONCE) }, (_, at) =>
    subscriptions.slice(at * SUBSCRIPTIONS_AT_ONCE, (at + 1) * SUBSCRIPTIONS_AT_ONCE),
  );
}

/**
 * Lists the usage of a time window, however much there is.
 *
 * @param context - The channel.
 * @param window - Times and subscriptions.
 * @returns Each piece of usage once.
 * @throws {@link UnexpectedResponseError} When more usage stands at one instant than Rebilly lets anyone list.
 */
export async function* listWindow(
  context: RebillyContext,
  window: UsageWindow,
): AsyncGenerator<HeldUsage> {
  if (window.subscriptions === undefined) {
    yield* listPart(context, window);
    return;
  }
  for (const subscriptions of chunks([...new Set(window.subscriptions)])) {
    yield* listPart(context, { ...window, subscriptions });
  }
}
