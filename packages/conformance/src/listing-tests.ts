import assert from "node:assert/strict";
import type { HeldUsage, UsageQuery } from "@usage-billing/core";
import type { ChannelHarness, HarnessTests } from "./channel-harness.ts";
import { firstOf, subscriptionsOf } from "./facts.ts";
import { sendAll } from "./outcomes.ts";

async function startsIn(
  { channel, records }: ChannelHarness,
  query: UsageQuery,
): Promise<string[]> {
  const subscriptions = subscriptionsOf(records);
  const held = channel.list({ subscriptions, ...query });
  return (await Array.fromAsync(held)).map(toPlace).sort();
}

function toPlace({ subscription, period }: Pick<HeldUsage, "period" | "subscription">): string {
  return `${subscription} ${period.start}`;
}

async function listsAHalfOpenWindow(harness: ChannelHarness): Promise<void> {
  const { channel, records, window } = harness;
  await sendAll(channel, records);
  const starts = [...new Set(records.map(({ period }) => period.start))].sort((a, b) => a - b);
  assert.ok(starts.length > 1, "the harness's records start at different times");
  for (const start of starts) {
    const before = records.filter(({ period }) => period.start < start);
    const after = records.filter(({ period }) => period.start >= start);
    const left = await startsIn(harness, { from: window.from, to: start });
    const right = await startsIn(harness, { from: start, to: window.to });
    assert.deepEqual(left, before.map(toPlace).sort());
    assert.deepEqual(right, after.map(toPlace).sort());
  }
}

async function listsTheSubscriptionsAskedFor(harness: ChannelHarness): Promise<void> {
  const { channel, records, window } = harness;
  await sendAll(channel, records);
  const { subscription } = firstOf(records);
  const own = records.filter((record) => record.subscription === subscription);
  assert.ok(own.length < records.length, "the harness's records have different subscriptions");
  const named = { ...window, subscriptions: [subscription, subscription] };
  assert.deepEqual(await startsIn(harness, named), own.map(toPlace).sort());
  assert.deepEqual(await startsIn(harness, { ...window, subscriptions: [] }), []);
}

/** What listing must do at every channel, by the sentence that it proves. */
export const listingTests: HarnessTests = {
  "lists what starts in a half-open window": listsAHalfOpenWindow,
  "lists the subscriptions that it is asked for, each usage once": listsTheSubscriptionsAskedFor,
};
