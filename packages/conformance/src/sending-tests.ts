import assert from "node:assert/strict";
import { UsageBillingError } from "@usage-billing/core";
import type { ChannelHarness, HarnessTests } from "./channel-harness.ts";
import { factsOf, firstOf, heldFacts, listHeld } from "./facts.ts";
import { assertHeld, referenceOf, sendAll } from "./outcomes.ts";

async function holdsWhatWasSent(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  await sendAll(channel, records);
  assert.deepEqual(await heldFacts(harness), factsOf(channel, records));
}

async function givesRecordIdsBack(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  await sendAll(channel, records);
  const held = (await listHeld(harness)).map(({ recordId }) => recordId);
  const expected = channel.capabilities.recordIdReadBack
    ? records.map(({ recordId }) => recordId)
    : records.map(() => undefined);
  assert.deepEqual(held.sort(), expected.sort());
}

async function settlesWhatWasSent({ channel, records }: ChannelHarness): Promise<void> {
  const outcomes = await sendAll(channel, records);
  for (const delivery of channel.plan(records)) {
    const settlements = await channel.settle(delivery);
    assertHeld(channel, delivery.records, settlements);
    for (const settlement of settlements) {
      assert.equal(referenceOf(settlement), referenceOf(outcomes.get(settlement.recordId)));
    }
  }
}

async function findsNothingOfWhatWasNotSent(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  for (const delivery of channel.plan(records)) {
    const settlements = await channel.settle(delivery);
    assert.deepEqual(
      settlements,
      delivery.records.map(({ recordId }) => ({ status: "absent", recordId })),
    );
  }
  assert.deepEqual(await heldFacts(harness), []);
}

async function settlesALostAnswer(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const delivery = firstOf(channel.plan(records));
  harness.loseNextAnswer();
  await assert.rejects(
    channel.send(delivery),
    (error) => UsageBillingError.isInstance(error) && error.outcomeUnknown,
  );
  assertHeld(channel, delivery.records, await channel.settle(delivery));
  assert.deepEqual(await heldFacts(harness), factsOf(channel, delivery.records));
}

async function followsWhatItHolds({ channel, records }: ChannelHarness): Promise<void> {
  await sendAll(channel, records);
  for (const delivery of channel.plan(records)) {
    assertHeld(channel, delivery.records, await channel.follow(delivery));
  }
}

/** What sending and reading back must do at every channel, by the sentence that it proves. */
export const sendingTests: HarnessTests = {
  "holds exactly what was sent": holdsWhatWasSent,
  "gives record ids back as its capabilities say": givesRecordIdsBack,
  "settles what was sent to the same references": settlesWhatWasSent,
  "settles what was not sent as absent": findsNothingOfWhatWasNotSent,
  "settles a lost answer without a second effect": settlesALostAnswer,
  "follows what it holds": followsWhatItHolds,
};
