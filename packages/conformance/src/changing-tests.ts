import assert from "node:assert/strict";
import {
  type Delivery,
  InvalidUsageRecordError,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { ChannelHarness, HarnessTests } from "./channel-harness.ts";
import { factsOf, firstOf, heldFacts } from "./facts.ts";
import { assertHeld, sendAndPick } from "./outcomes.ts";

function without(
  records: readonly UsageRecord[],
  { recordId }: UsageRecord,
): readonly UsageRecord[] {
  return records.filter((record) => record.recordId !== recordId);
}

/** The record as a correction makes it: an id of its own and one more. */
function increase(record: UsageRecord): UsageRecord {
  const quantity = record.quantity.plus(Quantity.parse("1"));
  return { ...record, recordId: `${record.recordId}-1`, quantity };
}

/** Whether read-back tells the records of a delivery apart; a file that is uploaded again is read as a whole. */
function settlesSingleRecords({ channel }: ChannelHarness): boolean {
  return channel.capabilities.retraction === "delete";
}

async function takesBackOneRecord(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  await channel.retract(sent);
  const rest = without(records, sent.record);
  assert.deepEqual(await heldFacts(harness), factsOf(channel, rest));
  if (!settlesSingleRecords(harness)) return;
  const settlements = await channel.settle(sent.delivery);
  const absent = settlements.filter(({ status }) => status === "absent");
  assert.deepEqual(absent, [{ status: "absent", recordId: sent.record.recordId }]);
}

async function correctsOneRecord(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  const replacement = increase(sent.record);
  assertHeld(channel, [replacement], [await channel.correct(sent, replacement)]);
  const expected = [...without(records, sent.record), replacement];
  assert.deepEqual(await heldFacts(harness), factsOf(channel, expected));
}

/** Asserts that read-back finds these of a delivery's records and no others. */
async function assertSettled(
  { channel }: ChannelHarness,
  delivery: Delivery,
  held: readonly UsageRecord[],
): Promise<void> {
  const settlements = await channel.settle(delivery);
  const isHeld = ({ recordId }: { readonly recordId: string }): boolean =>
    held.some((record) => record.recordId === recordId);
  assert.equal(settlements.length, delivery.records.length);
  assertHeld(channel, delivery.records.filter(isHeld), settlements.filter(isHeld));
  for (const settlement of settlements) {
    if (!isHeld(settlement)) assert.equal(settlement.status, "absent");
  }
}

/** What a reporter does when the answer to a correction was lost: both versions are asked for at once. */
async function settlesBothVersions(harness: ChannelHarness): Promise<void> {
  const { channel } = harness;
  const sent = await sendAndPick(harness);
  const { delivery, record } = sent;
  const isByRecord = settlesSingleRecords(harness);
  const replacement = increase(record);
  const versions = { ...delivery, records: [...delivery.records, replacement] };
  if (isByRecord) await assertSettled(harness, versions, delivery.records);
  await channel.correct(sent, replacement);
  const after = [...without(delivery.records, record), replacement];
  const uploadedAgain = { ...firstOf(channel.plan(after)), id: delivery.id };
  await assertSettled(harness, isByRecord ? versions : uploadedAgain, after);
}

/** A channel may be unable to move a record, but must not say that it did. */
async function movesWhollyOrRefuses(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  const { subscription } = sent.record;
  const other = firstOf(records.filter((record) => record.subscription !== subscription));
  const replacement = { ...increase(sent.record), subscription: other.subscription };
  try {
    assertHeld(channel, [replacement], [await channel.correct(sent, replacement)]);
  } catch (error) {
    if (!(error instanceof InvalidUsageRecordError)) throw error;
    assert.deepEqual(await heldFacts(harness), factsOf(channel, records));
    return;
  }
  const expected = [...without(records, sent.record), replacement];
  assert.deepEqual(await heldFacts(harness), factsOf(channel, expected));
}

/** What changes must do at every channel, by the sentence that it proves. */
export const changingTests: HarnessTests = {
  "takes one record back and leaves the others": takesBackOneRecord,
  "corrects one record and leaves the others": correctsOneRecord,
  "settles both versions of a corrected record": settlesBothVersions,
  "moves a record to another subscription wholly or refuses it": movesWhollyOrRefuses,
};
