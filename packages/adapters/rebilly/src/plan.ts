import {
  type Delivery,
  deriveDeliveryId,
  formatInstant,
  InvalidUsageRecordError,
  type UsageRecord,
} from "@usage-billing/core";
import { check } from "./check.ts";
import { toRequestBody } from "./to-rebilly-usage.ts";

/**
 * Gives the natural key of a record: what finds it at Rebilly, which has no place for a record id.
 *
 * @param record - The record.
 * @returns Subscription and time.
 */
export function deliveryKey(record: UsageRecord): string {
  return `${record.subscription} ${formatInstant(record.period.start)}`;
}

function refuseProblems(record: UsageRecord): void {
  const problems = check(record);
  if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
}

/** Two records of one key and quantity could not be told apart at Rebilly after a lost answer. */
function refuseTwins(records: readonly UsageRecord[]): void {
  const seen = new Set<string>();
  for (const record of records) {
    const key = `${deliveryKey(record)} ${record.quantity}`;
    if (seen.has(key)) {
      throw new InvalidUsageRecordError(record.recordId, [
        {
          rule: "duplicate-natural-key",
          field: "period",
          message: `another record of ${record.subscription} has the same start and quantity, and Rebilly could not tell them apart`,
          fix: "Add the quantities up, or let the periods start at different times.",
        },
      ]);
    }
    seen.add(key);
  }
}

/**
 * Puts each record into a delivery of its own, as Rebilly takes one record a request.
 *
 * @param channel - The channel's id.
 * @param records - Records without problems.
 * @returns The deliveries, ordered by key and record id.
 * @throws {@link InvalidUsageRecordError} When a record has a problem or has the natural key and quantity of another.
 */
export function plan(channel: string, records: readonly UsageRecord[]): readonly Delivery[] {
  records.forEach(refuseProblems);
  refuseTwins(records);
  return records
    .map((record) => ({ record, key: deliveryKey(record) }))
    .sort((left, right) =>
      left.key + left.record.recordId < right.key + right.record.recordId ? -1 : 1,
    )
    .map(({ record, key }) => ({
      id: deriveDeliveryId(channel, key, [record.recordId]),
      channel,
      key,
      records: [record],
      body: toRequestBody(record),
    }));
}
