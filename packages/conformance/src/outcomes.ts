import assert from "node:assert/strict";
import type {
  Channel,
  Delivery,
  Outcome,
  SentRecord,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import type { Bench } from "./bench.ts";

/**
 * Tells whether an outcome says that the channel holds a record as it was sent.
 *
 * @param channel - The channel: one with acceptance may say `pending`.
 * @param outcome - The outcome.
 * @returns Whether it does.
 */
export function isHeld(channel: Channel, { status }: Settlement): boolean {
  return status === "accepted" || (status === "pending" && channel.capabilities.acceptance);
}

/**
 * Asserts that every record has an outcome that says that the channel holds it.
 *
 * @param channel - The channel.
 * @param records - The records.
 * @param outcomes - The outcomes.
 */
export function assertHeld(
  channel: Channel,
  records: readonly UsageRecord[],
  outcomes: readonly Settlement[],
): void {
  for (const { recordId } of records) {
    const outcome = outcomes.find((one) => one.recordId === recordId);
    const said = JSON.stringify(outcome) ?? "nothing";
    assert.ok(
      outcome && isHeld(channel, outcome),
      `of record ${recordId} the channel says ${said}`,
    );
  }
}

/**
 * Gives the one of some things that there must be.
 *
 * @param things - The things.
 * @returns The first.
 */
export function firstOf<Thing>(things: readonly Thing[]): Thing {
  const [first] = things;
  assert.ok(first !== undefined, "there is nothing where there should be one at least");
  return first;
}

/**
 * Gives the channel's reference in an outcome.
 *
 * @param outcome - The outcome.
 * @returns The reference; undefined when there is none.
 */
export function referenceOf(outcome: Settlement | undefined): string | undefined {
  return outcome !== undefined && "reference" in outcome ? outcome.reference : undefined;
}

/** Deliveries that were sent, with the outcomes by record id. */
export interface Sent {
  readonly deliveries: readonly Delivery[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/**
 * Sends records by the channel that meets no trouble, and asserts that all of them are held.
 *
 * @param bench - The channel and its server.
 * @param records - The records.
 * @returns What was sent.
 */
export async function sendAll(bench: Bench, records: readonly UsageRecord[]): Promise<Sent> {
  const { calm } = bench;
  const deliveries = calm.plan(records);
  const outcomes = new Map<string, Outcome>();
  for (const delivery of deliveries) {
    const sent = await calm.send(delivery);
    assertHeld(calm, delivery.records, sent);
    for (const outcome of sent) outcomes.set(outcome.recordId, outcome);
  }
  return { deliveries, outcomes };
}

/**
 * Gives what is needed to change a record that was sent.
 *
 * @param sent - What was sent.
 * @param record - The record.
 * @returns The record with its reference and delivery.
 */
export function pick({ deliveries, outcomes }: Sent, record: UsageRecord): SentRecord {
  const { recordId } = record;
  const isOfIt = ({ records }: Delivery): boolean =>
    records.some((one) => one.recordId === recordId);
  const delivery = deliveries.find(isOfIt);
  const reference = referenceOf(outcomes.get(recordId));
  assert.ok(delivery, "a record that was sent is in a delivery");
  assert.ok(reference, "an outcome has the channel's reference");
  return { record, reference, delivery };
}

/**
 * Sends records and picks one of them, once the server lets it be changed.
 *
 * @param bench - The channel and its server.
 * @param records - The records.
 * @param at - Which of them is picked.
 * @returns The record with its reference and delivery.
 */
export async function sendAndPick(
  bench: Bench,
  records: readonly UsageRecord[],
  at = 0,
): Promise<SentRecord> {
  const sent = await sendAll(bench, records);
  const record = records[at];
  assert.ok(record, "the picked record is one of those");
  await bench.server.allowChanges?.();
  return pick(sent, record);
}

/**
 * Gives records without one of them.
 *
 * @param records - The records.
 * @param gone - The one.
 * @returns The others.
 */
export function without(
  records: readonly UsageRecord[],
  gone: UsageRecord,
): readonly UsageRecord[] {
  return records.filter(({ recordId }) => recordId !== gone.recordId);
}
