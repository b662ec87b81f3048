import {
  type Delivery,
  deriveDeliveryId,
  type Outcome,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { Ledger } from "../ledger.ts";
import type { Intake, LedgerRecord } from "../model.ts";
import type { RecordState } from "../state-machine.ts";

/** A record with fixed values, and what a test changes. */
export function sampleRecord(recordId: string, change: Partial<UsageRecord> = {}): UsageRecord {
  return {
    recordId,
    channel: "fake",
    subscription: "sub-1",
    meter: "calls",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    ...change,
  };
}

/** Records with the delivery key that a test's channel gives: the subscription. */
export function toIntakes(...records: readonly UsageRecord[]): Intake[] {
  return records.map((record) => ({ record, deliveryKey: record.subscription }));
}

/** A delivery of records. */
export function toDelivery(...records: readonly UsageRecord[]): Delivery {
  const { subscription: key = "", channel = "fake" } = records[0] ?? {};
  const ids = records.map(({ recordId }) => recordId);
  const body = new TextEncoder().encode(ids.join());
  return { id: deriveDeliveryId(channel, key, ids), channel, key, records, body };
}

/** An accepted outcome. */
export function accepted(recordId: string): Outcome {
  return { status: "accepted", recordId, reference: `ref-${recordId}` };
}

/** A refused outcome. */
export function refused(recordId: string): Extract<Outcome, { status: "refused" }> {
  const problem = { rule: "no", field: "quantity", message: "no" };
  return { status: "refused", recordId, problem };
}

/** An outcome that is in doubt between candidates, or of which nothing is known. */
export function unknown(recordId: string, ...references: readonly string[]): Outcome {
  if (references.length === 0) return { status: "unknown", recordId, reason: "no answer" };
  const candidates = references.map((reference) => ({
    ...{ channel: "fake", reference, subscription: "sub-1", status: "open" },
    ...{ quantity: Quantity.parse("0.1"), period: { start: 0, end: 1 } },
  }));
  return { status: "unknown", recordId, reason: "two are alike", candidates };
}

/** Takes records in and commits that one delivery of them is about to be sent. */
export async function intend(
  ledger: Ledger,
  ...records: readonly UsageRecord[]
): Promise<Delivery> {
  const delivery = toDelivery(...records);
  await ledger.takeIn(toIntakes(...records));
  await ledger.commitIntents([delivery]);
  return delivery;
}

/** Takes records in and brings them to these outcomes in one delivery. */
export async function bring(ledger: Ledger, ...outcomes: readonly Outcome[]): Promise<Delivery> {
  const records = outcomes.map(({ recordId }) => sampleRecord(recordId));
  const delivery = await intend(ledger, ...records);
  await ledger.commitOutcomes([{ deliveryId: delivery.id, outcomes }]);
  return delivery;
}

/** Where records stand. */
export async function statesOf(
  ledger: Ledger,
  ...recordIds: readonly string[]
): Promise<(RecordState | undefined)[]> {
  const found: (LedgerRecord | undefined)[] = [];
  for (const recordId of recordIds) found.push(await ledger.record(recordId));
  return found.map((record) => record?.state);
}

/** Everything that an iterable gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
