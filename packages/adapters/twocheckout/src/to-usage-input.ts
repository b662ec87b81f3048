import type { Quantity, UsageRecord } from "@usage-billing/core";
import { stringifyExact } from "@usage-billing/http";
import type { AccountTime } from "./account-time.ts";
import { toDescription } from "./description.ts";

/** One usage as it is added, with exact units. */
export interface ExactUsageInput {
  readonly OptionCode: string;
  readonly UsageStart: string;
  readonly UsageEnd: string;
  readonly Units: Quantity;
  readonly Description: string;
}

/**
 * Maps a usage record to what 2Checkout takes.
 *
 * @param record - A record without problems.
 * @param time - The account's time.
 * @returns The usage.
 */
export function toUsageInput(record: UsageRecord, time: AccountTime): ExactUsageInput {
  const { start, end } = time.toAccount(record.period);
  return {
    OptionCode: record.meter ?? "",
    UsageStart: start,
    UsageEnd: end,
    Units: record.quantity,
    Description: toDescription(record.recordId, record.description),
  };
}

/**
 * Writes the request body of some records. It is an array also for one record.
 *
 * @param records - Records of one subscription.
 * @param time - The account's time.
 * @returns JSON in UTF-8.
 */
export function toRequestBody(records: readonly UsageRecord[], time: AccountTime): Uint8Array {
  const usages = records.map((record) => toUsageInput(record, time));
  return new TextEncoder().encode(stringifyExact(usages));
}
