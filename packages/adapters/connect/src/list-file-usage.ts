import type { CallOptions, HeldUsage } from "@usage-billing/core";
import type { ConnectContext } from "./connect-context.ts";
import { fromUsageRecord } from "./from-usage-record.ts";

/**
 * Lists the usage records of files.
 *
 * @param context - The channel.
 * @param files - The files' ids, at least one.
 * @param options - Signal.
 * @returns What the channel holds of them.
 */
export async function listFileUsage(
  context: ConnectContext,
  files: readonly string[],
  { signal }: CallOptions,
): Promise<readonly HeldUsage[]> {
  const { channel, defaults } = context;
  const itemCriterion = defaults.itemCriterion ?? "item.mpn";
  const records = context.records.list({
    filter: (where) => where.in("usagefile.id", files),
    signal,
  });
  const held: HeldUsage[] = [];
  for await (const { raw } of records) held.push(fromUsageRecord(raw, { channel, itemCriterion }));
  return held;
}
