import { formatInstant, type Quantity, type UsageRecord } from "@usage-billing/core";
import { stringifyExact } from "@usage-billing/http";

/** What is posted, with the quantity exact. */
export interface RebillyUsageInput {
  readonly subscriptionId: string;
  readonly quantity: Quantity;
  /** The start of the record's period: with the subscription it is the natural key of the usage. */
  readonly usageTime: string;
  readonly acceptPartialQuantity?: true;
}

/**
 * Maps a usage record to what Rebilly takes.
 *
 * @param record - The record.
 * @returns The usage; the time is the first instant of the period, in UTC.
 */
export function toRebillyUsage(record: UsageRecord): RebillyUsageInput {
  return {
    subscriptionId: record.subscription,
    quantity: record.quantity,
    usageTime: formatInstant(record.period.start),
    ...(record.acceptPartial === true ? { acceptPartialQuantity: true } : {}),
  };
}

/**
 * Writes the request body of a usage record.
 *
 * @param record - The record.
 * @returns JSON in UTF-8; the quantity keeps its exact digits.
 */
export function toRequestBody(record: UsageRecord): Uint8Array {
  return new TextEncoder().encode(stringifyExact(toRebillyUsage(record)));
}
