import {
  type CallOptions,
  formatInstant,
  type HeldUsage,
  UnexpectedResponseError,
  UnsupportedOperationError,
  type UsageQuery,
} from "@usage-billing/core";
import { pagesByOffset } from "@usage-billing/http";
import type { RebillyContext } from "./rebilly-context.ts";
import { isFilterable } from "./subscription-id.ts";
import { PAGE_SIZE, type UsagePage } from "./usages-api.ts";

/** A part of a query, small enough for one filter. */
type Part = UsageQuery & { readonly signal: AbortSignal | undefined };

/** Rebilly takes offsets up to 1,000, so two full pages are all that one filter can reach. */
const REACHABLE = 2 * PAGE_SIZE;
/** How many subscriptions are named in one filter, to keep the URL short. */
const SUBSCRIPTIONS_AT_ONCE = 25;
const SECOND = 1_000;

/** Rebilly's ranges include both ends; what belongs to the next part is left out after reading. */
function toFilter({ from, to, subscriptions }: UsageQuery): string {
  const last = to - from > 1 ? to : from;
  const time = `usageTime:${formatInstant(from)}..${formatInstant(last)}`;
  return subscriptions === undefined ? time : `subscriptionId:${subscriptions.join(",")};${time}`;
}

async function* readPart(
  { usages }: RebillyContext,
  part: Part,
  first: UsagePage,
): AsyncGenerator<HeldUsage> {
  const filter = toFilter(part);
  const fetchPage = async (offset: number) =>
    offset === 0 ? first : usages.list({ filter, offset, signal: part.signal });
  for await (const page of pagesByOffset({ fetchPage })) {
    yield* page.filter(({ period }) => period.start >= part.from && period.start < part.to);
  }
}

function tooDense(channel: string, { from }: UsageQuery, total: number): UnexpectedResponseError {
  const time = formatInstant(from);
  return new UnexpectedResponseError({
    channel,
    operation: "listUsages",
    status: 200,
    reason: `counts ${total} usages at ${time}, of which only ${REACHABLE} can be reached; name the subscriptions to list`,
    isWrite: false,
  });
}

/** Halves a part: by time, at a whole second while there is one; at one instant, by subscription. */
function halve(part: Part): readonly Part[] {
  const { from, to, subscriptions = [] } = part;
  if (to - from > 1) {
    const unit = to - from > SECOND ? SECOND : 1;
    const middle = from + Math.ceil((to - from) / 2 / unit) * unit;
    return [
      { ...part, to: middle },
      { ...part, from: middle },
    ];
  }
  if (subscriptions.length < 2) return [];
  const middle = Math.ceil(subscriptions.length / 2);
  return [
    { ...part, subscriptions: subscriptions.slice(0, middle) },
    { ...part, subscriptions: subscriptions.slice(middle) },
  ];
}

/** Lists a part, halved until each half is small enough for Rebilly's greatest offset. */
async function* listPart(context: RebillyContext, part: Part): AsyncGenerator<HeldUsage> {
  const filter = toFilter(part);
  const first = await context.usages.list({ filter, offset: 0, signal: part.signal });
  if (first.total <= REACHABLE) {
    yield* readPart(context, part, first);
    return;
  }
  const halves = halve(part);
  if (halves.length === 0) throw tooDense(context.channel, part, first.total);
  for (const half of halves) yield* listPart(context, half);
}

/** Splits a query so that no filter names too many subscriptions. */
function toParts(query: UsageQuery): readonly UsageQuery[] {
  if (query.subscriptions === undefined) return [query];
  const distinct = [...new Set(query.subscriptions)];
  const count = Math.ceil(distinct.length / SUBSCRIPTIONS_AT_ONCE);
  return Array.from({ length: count }, (_, at) => {
    const start = at * SUBSCRIPTIONS_AT_ONCE;
    return { ...query, subscriptions: distinct.slice(start, start + SUBSCRIPTIONS_AT_ONCE) };
  });
}

/**
 * Lists usage of a time window, however much there is.
 *
 * @param context - The channel.
 * @param query - Window and subscriptions; usage of all subscriptions when none are named.
 * @param options - Signal.
 * @returns Each piece of usage once.
 * @throws {@link UnsupportedOperationError} When a subscription cannot be named in Rebilly's filters.
 * @throws {@link UnexpectedResponseError} When more usage stands at one instant than Rebilly lets anyone list.
 */
export async function* list(
  context: RebillyContext,
  query: UsageQuery,
  options: CallOptions = {},
): AsyncGenerator<HeldUsage> {
  const odd = query.subscriptions?.find((subscription) => !isFilterable(subscription));
  if (odd !== undefined) {
    throw new UnsupportedOperationError(
      `${context.channel} cannot list usage of "${odd}": Rebilly's filters cannot name such a subscription.`,
    );
  }
  if (query.from >= query.to) return;
  for (const part of toParts(query)) {
    yield* listPart(context, { ...part, signal: options.signal });
  }
}
