import {
  type CallOptions,
  formatInstant,
  type HeldUsage,
  type UsageQuery,
} from "@usage-billing/core";
import type { ExactRecord } from "./api/records-api.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { fromUsageRecord } from "./from-usage-record.ts";
import { anyOfRql, compareRql, type RqlFilter } from "./rql.ts";

/** Keeps the query string well below the lengths at which servers and proxies cut. */
const SUBSCRIPTIONS_IN_A_QUERY = 50;

/** Records that the channel read but will not bill for. */
const REFUSED: readonly string[] = ["invalid", "rejected"];

function windowFilters({ from, to }: UsageQuery): readonly RqlFilter[] {
  return [
    compareRql("ge", "start_date", formatInstant(from)),
    compareRql("lt", "start_date", formatInstant(to)),
  ];
}

function subscriptionFilters({ subscriptions }: UsageQuery): readonly (readonly RqlFilter[])[] {
  if (subscriptions === undefined) return [[]];
  const parts = Math.ceil(subscriptions.length / SUBSCRIPTIONS_IN_A_QUERY);
  return Array.from({ length: parts }, (_, part) => {
    const first = part * SUBSCRIPTIONS_IN_A_QUERY;
    return [anyOfRql("asset.id", subscriptions.slice(first, first + SUBSCRIPTIONS_IN_A_QUERY))];
  });
}

/** Rows of a file that was not submitted, or was refused, are listed like any other. */
function createCountingCheck(
  context: ConnectContext,
  signal: AbortSignal | undefined,
): (record: ExactRecord) => Promise<boolean> {
  const files = new Map<string, Promise<boolean>>();
  const isWithDistributor = async (id: string): Promise<boolean> =>
    ["submitted", "unlisted"].includes(stageOf((await context.files.read(id, signal)).status));
  return async ({ status, usagefile }) => {
    if (REFUSED.includes(String(status).toLowerCase())) return false;
    const id = usagefile?.id;
    if (id === undefined || id === null) return true;
    const counts = files.get(id) ?? isWithDistributor(id);
    files.set(id, counts);
    return counts;
  };
}

/**
 * Lists the usage that the distributor has: records of submitted files, refused ones left out.
 *
 * @param context - The channel.
 * @param query - The window, by the start of the usage, and the asset ids.
 * @param options - Signal.
 * @returns The usage, one piece at a time; without the vendor's record ids, which the channel does not show.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} | {@link UnexpectedResponseError} When the channel does not tell, or not exactly.
 */
export async function* listUsage(
  context: ConnectContext,
  query: UsageQuery,
  { signal }: CallOptions,
): AsyncGenerator<HeldUsage> {
  const counts = createCountingCheck(context, signal);
  const { channel, defaults } = context;
  const itemCriterion = defaults.itemCriterion ?? "item.mpn";
  for (const filters of subscriptionFilters(query)) {
    for await (const record of context.records.list(
      [...windowFilters(query), ...filters],
      signal,
    )) {
      if (await counts(record)) yield fromUsageRecord(record, { channel, itemCriterion });
    }
  }
}
