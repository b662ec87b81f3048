import type { CallOptions, HeldUsage } from "@usage-billing/core";
import type { ConnectContext } from "./connect-context.ts";
import { fromUsageRecord } from "./from-usage-record.ts";
import { anyOfRql } from "./rql.ts";

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
  const itemCriterion = context.defaults.itemCriterion ?? "item.mpn";
  const held: HeldUsage[] = [];
  for await (const record of context.records.list([anyOfRql("usagefile.id", files)], signal)) {
    held.push(fromUsageRecord(record, { channel: context.channel, itemCriterion }));
  }
  return held;
}
