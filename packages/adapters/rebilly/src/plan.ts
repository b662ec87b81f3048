import {
  type Delivery,
  deriveDeliveryId,
  formatInstant,
  InvalidUsageRecordError,
  type Problem,
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

function lookalikeError({ recordId, subscription }: UsageRecord, reason: string): Error {
  const problem: Problem = {
    rule: "duplicate-natural-key",
    field: "period",
    message: `another record of ${subscription} starts at the same time ${reason}, so that nobody could tell them apart at Rebilly`,
    fix: "Add the quantities up, or let the periods start at different times.",
  };
  return new InvalidUsageRecordError(recordId, [problem]);
}

/** Usage of one subscription and time is told apart by its quantity alone, and Rebilly may trim that. */
function refuseLookalikes(group: readonly UsageRecord[]): void {
  if (group.length < 2) return;
  const quantities = new Set<string>();
  for (const record of group) {
    const quantity = record.quantity.toString();
    if (quantities.has(quantity)) throw lookalikeError(record, "with the same quantity");
    if (record.acceptPartial === true) throw lookalikeError(record, "and this one may be trimmed");
    quantities.add(quantity);
  }
}

function toDelivery(channel: string, record: UsageRecord): Delivery {
  const key = deliveryKey(record);
  const id = deriveDeliveryId(channel, key, [record.recordId]);
  return { id, channel, key, records: [record], body: toRequestBody(record) };
}

/**
 * Puts each record into a delivery of its own, as Rebilly takes one record a request. Quantities are
 * never added up: whether reports count together or the last one wins is the plan's own strategy.
 *
 * @param channel - The channel's id.
 * @param records - Records without problems.
 * @returns The deliveries, ordered by key and record id.
 * @throws {@link InvalidUsageRecordError} When a record has a problem or could not be told from another.
 */
export function plan(channel: string, records: readonly UsageRecord[]): readonly Delivery[] {
  records.forEach(refuseProblems);
  Map.groupBy(records, deliveryKey).forEach(refuseLookalikes);
  const order = (delivery: Delivery) => `${delivery.key} ${delivery.records[0]?.recordId}`;
  return records
    .map((record) => toDelivery(channel, record))
    .sort((left, right) => (order(left) < order(right) ? -1 : 1));
}
