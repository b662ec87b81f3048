import assert from "node:assert/strict";
import {
  type Delivery,
  InvalidUsageRecordError,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { ChannelHarness, HarnessTests } from "./channel-harness.ts";
import { firstOf } from "./facts.ts";

/** How many records are made at most to see a plan split. */
const MOST_MADE = 1_000;
const ONE = Quantity.parse("1");

/** Asserts that a record is refused by a rule, by `check` as data and by `plan` as an error. */
function assertRefused({ channel }: ChannelHarness, record: UsageRecord, expected: RegExp): void {
  const rules = channel.check(record).map(({ rule }) => rule);
  assert.ok(
    rules.some((rule) => expected.test(rule)),
    `expected a problem like ${expected}, found ${rules.join(", ") || "none"}`,
  );
  assert.throws(() => channel.plan([record]), InvalidUsageRecordError);
}

async function takesItsRecords({ channel, records }: ChannelHarness): Promise<void> {
  for (const record of records) assert.deepEqual(channel.check(record), []);
  const takesDecimals = channel.capabilities.decimals > 0;
  assert.equal(
    records.some(({ quantity }) => quantity.decimals > 0),
    takesDecimals,
    "one of the harness's records has decimals where the channel takes any",
  );
}

async function refusesQuantities(harness: ChannelHarness): Promise<void> {
  const { decimals, minimumQuantity, maximumQuantity } = harness.channel.capabilities;
  const record = firstOf(harness.records);
  const fine = Quantity.parse(`1.${"0".repeat(decimals)}1`);
  const small = Quantity.parse(minimumQuantity).minus(ONE);
  assertRefused(harness, { ...record, quantity: fine }, /^too-many-decimals$/);
  assertRefused(
    harness,
    { ...record, quantity: small },
    /^(negative-quantity|quantity-too-small)$/,
  );
  if (maximumQuantity === undefined) return;
  const great = Quantity.parse(maximumQuantity).plus(ONE);
  assertRefused(harness, { ...record, quantity: great }, /^quantity-too-great$/);
}

async function refusesTimes(harness: ChannelHarness): Promise<void> {
  const record = firstOf(harness.records);
  const { start, end } = record.period;
  const fraction = harness.channel.capabilities.timeResolution / 2;
  assert.ok(Number.isInteger(fraction), "times are kept in an even number of milliseconds");
  const period = { start: start + fraction, end: end + fraction };
  assertRefused(harness, { ...record, period }, /^time-too-fine$/);
}

async function wantsMeters(harness: ChannelHarness): Promise<void> {
  const { meter: _, ...withoutMeter } = firstOf(harness.records);
  if (harness.channel.capabilities.meter === "required") {
    assertRefused(harness, withoutMeter, /^missing-meter$/);
  } else {
    assert.deepEqual(harness.channel.check(withoutMeter), []);
  }
}

function show(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(
    ({ id, key, body }) => `${id} ${key} ${Buffer.from(body).toString("base64")}`,
  );
}

async function plansTheSameBytes({ channel, records }: ChannelHarness): Promise<void> {
  const [forth, back] = [channel.plan(records), channel.plan([...records].reverse())];
  assert.deepEqual(show(back), show(forth));
}

/** Asserts that every record is in one delivery of this channel that is no greater than it may be. */
function assertWhole({ channel }: ChannelHarness, records: readonly UsageRecord[]): void {
  const deliveries = channel.plan(records);
  const planned = deliveries.flatMap((delivery) => delivery.records);
  assert.deepEqual(
    planned.map(({ recordId }) => recordId).sort(),
    records.map(({ recordId }) => recordId).sort(),
  );
  assert.equal(new Set(deliveries.map(({ id }) => id)).size, deliveries.length);
  for (const delivery of deliveries) {
    assert.equal(delivery.channel, channel.id);
    assert.ok(delivery.records.length <= channel.capabilities.batch.maximumRecords);
    for (const record of delivery.records) assert.equal(channel.deliveryKey(record), delivery.key);
  }
}

async function plansEveryRecordOnce(harness: ChannelHarness): Promise<void> {
  assertWhole(harness, harness.records);
}

/** The first record again and again, each a period later. */
function repeat({ records }: ChannelHarness, count: number): readonly UsageRecord[] {
  const record = firstOf(records);
  const { start, end } = record.period;
  const length = end - start;
  return Array.from({ length: count }, (_, at) => ({
    ...record,
    recordId: `${record.recordId}-${at}`,
    period: { start: start + at * length, end: end + at * length },
  }));
}

async function splitsWhatIsTooMuch(harness: ChannelHarness): Promise<void> {
  const { maximumRecords } = harness.channel.capabilities.batch;
  assertWhole(harness, repeat(harness, Math.min(maximumRecords, MOST_MADE) + 1));
}

/** What planning must do at every channel, by the sentence that it proves. */
export const planningTests: HarnessTests = {
  "finds no problem with records that it takes": takesItsRecords,
  "refuses quantities that its capabilities forbid": refusesQuantities,
  "refuses times that are finer than it keeps": refusesTimes,
  "wants a meter where its capabilities say so": wantsMeters,
  "plans the same deliveries and bytes whatever the order": plansTheSameBytes,
  "plans every record into exactly one delivery of its key": plansEveryRecordOnce,
  "splits what is too much for one delivery": splitsWhatIsTooMuch,
};
