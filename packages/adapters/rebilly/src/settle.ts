import type {
  CallOptions,
  Delivery,
  HeldUsage,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import { list } from "./list.ts";
import { matchRecord } from "./match-record.ts";
import { deliveryKey } from "./plan.ts";
import type { RebillyContext } from "./rebilly-context.ts";

/** Lists what Rebilly holds of a record's subscription and time. */
async function readHeld(
  context: RebillyContext,
  { period, subscription }: UsageRecord,
  options: CallOptions,
): Promise<readonly HeldUsage[]> {
  const moment = { from: period.start, to: period.start + 1, subscriptions: [subscription] };
  return Array.fromAsync(list(context, moment, options));
}

/**
 * Finds out by read-back what became of a delivery, by the natural key of its record. A correction in
 * doubt is settled by a delivery of both versions, so that there can be more than one.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The settlement of each record, in their order.
 */
export async function settle(
  context: RebillyContext,
  { records }: Delivery,
  options: CallOptions = {},
): Promise<readonly Settlement[]> {
  const held = new Map<string, readonly HeldUsage[]>();
  for (const record of records) {
    const key = deliveryKey(record);
    if (!held.has(key)) held.set(key, await readHeld(context, record, options));
  }
  return records.map((record) => {
    const key = deliveryKey(record);
    const alike = records.filter((other) => deliveryKey(other) === key);
    return matchRecord(record, alike, held.get(key) ?? []);
  });
}
