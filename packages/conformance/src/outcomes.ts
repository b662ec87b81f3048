import assert from "node:assert/strict";
import type { Channel, Outcome, SentRecord, Settlement, UsageRecord } from "@usage-billing/core";
import type { ChannelHarness } from "./channel-harness.ts";
import { firstOf } from "./facts.ts";

/**
 * Asserts that every record has, in order, an outcome that says that the channel holds it.
 *
 * @param channel - The channel: one with acceptance may say `pending`.
 * @param records - The records.
 * @param outcomes - The outcomes.
 */
export function assertHeld(
  channel: Channel,
  records: readonly UsageRecord[],
  outcomes: readonly Settlement[],
): void {
  const good = channel.capabilities.acceptance ? ["accepted", "pending"] : ["accepted"];
  assert.deepEqual(
    outcomes.map(({ recordId }) => recordId),
    records.map(({ recordId }) => recordId),
  );
  for (const outcome of outcomes) {
    assert.ok(good.includes(outcome.status), `an outcome is ${JSON.stringify(outcome)}`);
  }
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

/**
 * Sends every delivery and asserts that all of it is held.
 *
 * @param channel - The channel.
 * @param records - The records.
 * @returns The outcomes by record id.
 */
export async function sendAll(
  channel: Channel,
  records: readonly UsageRecord[],
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const delivery of channel.plan(records)) {
    const sent = await channel.send(delivery);
    assertHeld(channel, delivery.records, sent);
    for (const outcome of sent) outcomes.set(outcome.recordId, outcome);
  }
  return outcomes;
}

/**
 * Sends everything and picks the first record, for a change.
 *
 * @param harness - The channel under test.
 * @returns The record with its reference and its delivery.
 */
export async function sendAndPick({ channel, records }: ChannelHarness): Promise<SentRecord> {
  const outcomes = await sendAll(channel, records);
  const delivery = firstOf(channel.plan(records));
  const record = firstOf(delivery.records);
  const reference = referenceOf(outcomes.get(record.recordId));
  assert.ok(reference, "an outcome has the channel's reference");
  return { record, reference, delivery };
}
