import { type Delivery, deriveDeliveryId, Quantity, type UsageRecord } from "@usage-billing/core";
import type { Intake } from "../model.ts";

/** A record with fixed values, and what a test changes. */
export function usageRecord(change: Partial<UsageRecord> = {}): UsageRecord {
  return {
    recordId: "a",
    channel: "fake",
    subscription: "sub-1",
    meter: "calls",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    ...change,
  };
}

/** Records with the delivery key that a test's channel gives: the subscription. */
export function intakes(...records: readonly UsageRecord[]): Intake[] {
  return records.map((record) => ({ record, deliveryKey: record.subscription }));
}

/** A delivery of records. */
export function deliveryOf(...records: readonly UsageRecord[]): Delivery {
  const key = records[0]?.subscription ?? "";
  const ids = records.map(({ recordId }) => recordId);
  const body = new TextEncoder().encode(ids.join());
  return { id: deriveDeliveryId("fake", key, ids), channel: "fake", key, records, body };
}
