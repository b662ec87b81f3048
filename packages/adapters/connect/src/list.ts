import type { CallOptions, HeldUsage, UsageQuery } from "@usage-billing/core";
import type { ConnectRecord } from "./api/records/from-connect-record.ts";
import type { Filter } from "./api/rql/filter.ts";
import { whereOf } from "./api/rql/where.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { fromUsageRecord } from "./from-usage-record.ts";

/** Keeps the query string well below the lengths at which servers and proxies cut. */
const SUBSCRIPTIONS_IN_A_QUERY = 50;

/** Records that the channel read but will not bill for. */
const REFUSED: readonly string[] = ["invalid", "rejected"];

type RecordFilter = Filter<"records">;

const where = whereOf("records");

function windowFilters({ from, to }: UsageQuery): readonly RecordFilter[] {
  return [where.ge("start_date", from), where.lt("start_date", to)];
}

function subscriptionFilters({ subscriptions }: UsageQuery): readonly (readonly RecordFilter[])[] {
  if (subscriptions === undefined) return [[]];
  const parts = Math.ceil(subscriptions.length / SUBSCRIPTIONS_IN_A_QUERY);
  return Array.from({ length: parts }, (_, part) => {
    const first = part * SUBSCRIPTIONS_IN_A_QUERY;
    return [where.in("asset.id", subscriptions.slice(first, first + SUBSCRIPTIONS_IN_A_QUERY))];
  });
}

/** Rows of a file that was not submitted, or was refused, are listed like any other. */
function createCountingCheck(
  context: ConnectContext,
  options: CallOptions,
): (record: ConnectRecord) => Promise<boolean> {
  const files = new Map<string, Promise<boolean>>();
  const isWithDistributor = async (id: string): Promise<boolean> =>
    ["submitted", "unlisted"].includes(stageOf((await context.files.get(id, options)).status));
  return async ({ status, file }) => {
    if (REFUSED.includes(status)) return false;
    const id = file?.id;
    if (id === undefined) return true;
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
  options: CallOptions,
): AsyncGenerator<HeldUsage> {
  const counts = createCountingCheck(context, options);
  const { channel, defaults } = context;
  const itemCriterion = defaults.itemCriterion ?? "item.mpn";
  for (const filters of subscriptionFilters(query)) {
    const filter = where.and(...windowFilters(query), ...filters);
    for await (const record of context.records.list({ filter, signal: options.signal })) {
      if (await counts(record)) yield fromUsageRecord(record.raw, { channel, itemCriterion });
    }
  }
}
