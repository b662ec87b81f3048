import {
  type HeldUsage,
  Quantity,
  UnexpectedResponseError,
  UsageBillingError,
} from "@usage-billing/core";
import type { ExactRecord } from "./api/records/from-connect-record.ts";
import { fromConnectPeriod } from "./from-connect-time.ts";

/** What the mapping needs besides the record. */
export interface HeldUsageOptions {
  /** The channel's id. */
  readonly channel: string;
  /** How meters are named: `item.mpn`, `item.global_id` or `item.local_id`. */
  readonly itemCriterion: string;
}

function meterOf(
  { item, item_id: id, resource_local_id: localId }: ExactRecord,
  criterion: string,
) {
  if (criterion === "item.global_id") return item?.id ?? id;
  return criterion === "item.local_id" ? (item?.local_id ?? localId) : item?.mpn;
}

function unreadable(channel: string, id: string, what: string): UnexpectedResponseError {
  return new UnexpectedResponseError({
    channel,
    operation: "listUsageRecords",
    status: 200,
    reason: `holds record ${id} ${what}`,
    isWrite: false,
  });
}

/**
 * Reads a usage record of the channel. The vendor's record id and note are not part of it.
 *
 * @param record - The record, its quantity as decimal text.
 * @param options - The channel and the item criterion.
 * @returns What the channel holds.
 * @throws {@link UnexpectedResponseError} When quantity or times are missing or cannot be read: they must not be guessed.
 */
export function fromUsageRecord(
  record: ExactRecord,
  { channel, itemCriterion }: HeldUsageOptions,
): HeldUsage {
  const { id, usage, start_date: start, end_date: end } = record;
  if (usage == null || start == null || end == null) {
    throw unreadable(channel, id, "without a quantity or times");
  }
  const meter = meterOf(record, itemCriterion);
  const billingReference = record.external_billing_id;
  try {
    return {
      channel,
      reference: id,
      subscription: record.asset?.id ?? record.asset_id ?? "",
      quantity: Quantity.parse(usage),
      period: fromConnectPeriod(start, end),
      status: String(record.status ?? "").toLowerCase(),
      ...(meter && { meter }),
      ...(billingReference && { billingReference }),
    };
  } catch (error) {
    if (!UsageBillingError.isInstance(error)) throw error;
    throw unreadable(channel, id, `that cannot be read: ${error.message}`);
  }
}
