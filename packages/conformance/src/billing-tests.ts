import assert from "node:assert/strict";
import { Quantity, UnsupportedOperationError } from "@usage-billing/core";
import type { BillingHarness, HarnessTests } from "./channel-harness.ts";
import { factsOf, heldFacts, listHeld } from "./facts.ts";
import { assertHeld, sendAll, sendAndPick } from "./outcomes.ts";

async function followsToTheBill(harness: BillingHarness): Promise<void> {
  const { channel, records } = harness;
  await sendAll(channel, records);
  await harness.billEverything();
  for (const delivery of channel.plan(records)) {
    const followed = await channel.follow(delivery);
    assertHeld(channel, delivery.records, followed);
    for (const outcome of followed) {
      const reference = outcome.status === "accepted" ? outcome.billingReference : undefined;
      assert.equal(reference !== undefined && reference !== "", channel.capabilities.closing);
    }
  }
  const references = (await listHeld(harness)).map(({ billingReference }) => billingReference);
  assert.equal(references.every(Boolean), channel.capabilities.closing);
}

async function keepsWhatIsBilled(harness: BillingHarness): Promise<void> {
  const { channel, records } = harness;
  const sent = await sendAndPick(harness);
  await harness.billEverything();
  const quantity = sent.record.quantity.plus(Quantity.parse("1"));
  const replacement = { ...sent.record, recordId: `${sent.record.recordId}-1`, quantity };
  await assert.rejects(channel.retract(sent), UnsupportedOperationError);
  await assert.rejects(channel.correct(sent, replacement), UnsupportedOperationError);
  assert.deepEqual(await heldFacts(harness), factsOf(channel, records));
}

/** What a channel must do with usage that was billed, by the sentence that it proves. */
export const billingTests: HarnessTests<BillingHarness> = {
  "gives the reference of the bill as its capabilities say": followsToTheBill,
  "says that it cannot change what was billed": keepsWhatIsBilled,
};
