import assert from "node:assert/strict";
import { InvalidUsageRecordError, Quantity, type UsageRecord } from "@usage-billing/core";
import type { ChannelHarness } from "./channel-harness.ts";
import { firstOf } from "./facts.ts";

function rulesOf({ channel }: ChannelHarness, record: UsageRecord): readonly string[] {
  return channel.check(record).map(({ rule }) => rule);
}

/** A positive number with one decimal more than the channel takes. */
function tooFine(decimals: number): Quantity {
  return Quantity.parse(`1.${"0".repeat(decimals)}1`);
}

async function takesItsRecords(harness: ChannelHarness): Promise<void> {
  for (const record of harness.records) assert.deepEqual(harness.channel.check(record), []);
}

async function refusesWhatItCannotHold(harness: ChannelHarness): Promise<void> {
  const { channel, records } = harness;
  const { decimals, meter, minimumQuantity } = channel.capabilities;
  const record = firstOf(records);
  const least = Quantity.parse(minimumQuantity);
  const fine = { ...record, quantity: tooFine(decimals) };
  const small = { ...record, quantity: least.minus(Quantity.parse("1")) };
  assert.ok(rulesOf(harness, fine).includes("too-many-decimals"));
  assert.ok(rulesOf(harness, small).some((rule) => rule !== "too-many-decimals"));
  assert.throws(() => channel.plan([fine]), InvalidUsageRecordError);
  const { meter: _, ...withoutMeter } = record;
  assert.equal(rulesOf(harness, withoutMeter).includes("missing-meter"), meter === "required");
}

async function plansTheSameBytes({ channel, records }: ChannelHarness): Promise<void> {
  const [forth, back] = [channel.plan(records), channel.plan([...records].reverse())];
  const show = (deliveries: typeof forth) =>
    deliveries.map(({ id, key, body }) => `${id} ${key} ${Buffer.from(body).toString("base64")}`);
  assert.deepEqual(show(back), show(forth));
}

async function plansEveryRecordOnce({ channel, records }: ChannelHarness): Promise<void> {
  const deliveries = channel.plan(records);
  const planned = deliveries.flatMap((delivery) =>
    delivery.records.map(({ recordId }) => recordId),
  );
  assert.deepEqual(planned.sort(), records.map(({ recordId }) => recordId).sort());
  const { maximumRecords } = channel.capabilities.batch;
  for (const delivery of deliveries) {
    assert.ok(delivery.records.length <= maximumRecords);
    for (const record of delivery.records) assert.equal(channel.deliveryKey(record), delivery.key);
  }
  assert.equal(new Set(deliveries.map(({ id }) => id)).size, deliveries.length);
}

/** What planning must do at every channel, by the sentence that it proves. */
export const planningTests: Readonly<Record<string, (harness: ChannelHarness) => Promise<void>>> = {
  "finds no problem with records that it takes": takesItsRecords,
  "refuses by check and by plan what its capabilities forbid": refusesWhatItCannotHold,
  "plans the same deliveries and bytes whatever the order": plansTheSameBytes,
  "plans every record into exactly one delivery of its key": plansEveryRecordOnce,
};
