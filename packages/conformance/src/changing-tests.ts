import assert from "node:assert/strict";
import { Quantity, type SentRecord, type UsageRecord } from "@usage-billing/core";
import type { ChannelHarness } from "./channel-harness.ts";
import { assertHeld, factsOf, firstOf, heldFacts, sendAll } from "./facts.ts";

/** Sends everything and picks the first record for a change. */
async function sendAndPick({ channel, records }: ChannelHarness): Promise<SentRecord> {
  const outcomes = await sendAll(channel, records);
  const delivery = firstOf(channel.plan(records));
  const record = firstOf(delivery.records);
  const outcome = outcomes.get(record.recordId);
  assert.ok(outcome !== undefined && "reference" in outcome && outcome.reference !== undefined);
  return { record, reference: outcome.reference, delivery };
}

function without(
  records: readonly UsageRecord[],
  { recordId }: UsageRecord,
): readonly UsageRecord[] {
  return records.filter((record) => record.recordId !== recordId);
}

async function takesBackOneRecord(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  await channel.retract(sent);
  assert.deepEqual(await heldFacts(harness), factsOf(channel, without(records, sent.record)));
}

async function correctsOneRecord(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  const quantity = sent.record.quantity.plus(Quantity.parse("1"));
  const replacement = { ...sent.record, recordId: `${sent.record.recordId}-1`, quantity };
  assertHeld(channel, [await channel.correct(sent, replacement)]);
  const expected = [...without(records, sent.record), replacement];
  assert.deepEqual(await heldFacts(harness), factsOf(channel, expected));
}

/** What changes must do at every channel, by the sentence that it proves. */
export const changingTests: Readonly<Record<string, (harness: ChannelHarness) => Promise<void>>> = {
  "takes one record back and leaves the others": takesBackOneRecord,
  "corrects one record and leaves the others": correctsOneRecord,
};
