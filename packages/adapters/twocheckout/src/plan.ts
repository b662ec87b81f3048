import {
  type Delivery,
  deriveDeliveryId,
  InvalidUsageRecordError,
  type UsageRecord,
} from "@usage-billing/core";
import type { AccountTime } from "./account-time.ts";
import { twoCheckoutCapabilities } from "./capabilities.ts";
import { check } from "./check.ts";
import { toRequestBody } from "./to-usage-input.ts";

/**
 * Tells which records can share an array: those of one subscription.
 *
 * @param record - The record.
 * @returns The subscription.
 */
export function deliveryKey(record: UsageRecord): string {
  return record.subscription;
}

function inOrder(left: UsageRecord, right: UsageRecord): number {
  return left.period.start - right.period.start || (left.recordId < right.recordId ? -1 : 1);
}

/** The record id is the token by which a record is found again. */
function refuseDuplicates(records: readonly UsageRecord[]): void {
  const known = new Set<string>();
  for (const { recordId } of records) {
    if (known.has(recordId)) {
      throw new InvalidUsageRecordError(recordId, [
        {
          rule: "duplicate-record-id",
          field: "recordId",
          message: "another record has the same id, and 2Checkout could not tell them apart",
          fix: "Give each record an id of its own.",
        },
      ]);
    }
    known.add(recordId);
  }
}

function toBatches(records: readonly UsageRecord[]): readonly (readonly UsageRecord[])[] {
  const { maximumRecords } = twoCheckoutCapabilities.batch;
  const sorted = [...records].sort(inOrder);
  return Array.from({ length: Math.ceil(sorted.length / maximumRecords) }, (_, at) =>
    sorted.slice(at * maximumRecords, (at + 1) * maximumRecords),
  );
}

/** What a plan is made for. */
export interface PlanPlace {
  /** The channel's id. */
  readonly channel: string;
  /** The account's time. */
  readonly time: AccountTime;
}

/**
 * Puts records into arrays, one subscription each.
 *
 * @param place - The channel and its account.
 * @param records - Records without problems.
 * @returns The deliveries, ordered by subscription and time.
 * @throws {@link InvalidUsageRecordError} When a record has a problem or another's id.
 */
export function plan(
  { channel, time }: PlanPlace,
  records: readonly UsageRecord[],
): readonly Delivery[] {
  for (const record of records) {
    const problems = check(record, time);
    if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
  }
  refuseDuplicates(records);
  const groups = [...Map.groupBy(records, deliveryKey)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return groups.flatMap(([key, group]) =>
    toBatches(group).map((batch) => ({
      id: deriveDeliveryId(
        channel,
        key,
        batch.map(({ recordId }) => recordId),
      ),
      channel,
      key,
      records: batch,
      body: toRequestBody(batch, time),
    })),
  );
}
