import assert from "node:assert/strict";
import type { Channel, HeldUsage, Outcome, Settlement, UsageRecord } from "@usage-billing/core";
import type { ChannelHarness } from "./channel-harness.ts";

/** The members of held usage that must come back as they were sent. */
export type HeldFact = Pick<HeldUsage, "subscription" | "meter"> & {
  readonly start: number;
  readonly quantity: string;
};

function compareFacts(left: HeldFact, right: HeldFact): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

/**
 * Gives what of some records a channel must hold, in a fixed order.
 *
 * @param channel - The channel; one without meters holds none.
 * @param records - The records.
 * @returns The facts.
 */
export function factsOf(channel: Channel, records: readonly UsageRecord[]): readonly HeldFact[] {
  return records
    .map(({ subscription, meter, period, quantity }) => ({
      subscription,
      ...(channel.capabilities.meter === "unused" || meter === undefined ? {} : { meter }),
      start: period.start,
      quantity: quantity.toString(),
    }))
    .sort(compareFacts);
}

/**
 * Lists what the channel holds, in a fixed order.
 *
 * @param harness - The channel under test.
 * @returns The facts.
 */
export async function heldFacts(harness: ChannelHarness): Promise<readonly HeldFact[]> {
  const held = await listHeld(harness);
  return held
    .map(({ subscription, meter, period, quantity }) => ({
      subscription,
      ...(meter === undefined ? {} : { meter }),
      start: period.start,
      quantity: quantity.toString(),
    }))
    .sort(compareFacts);
}

/**
 * Lists what the channel holds of the harness's subscriptions.
 *
 * @param harness - The channel under test.
 * @returns The usage.
 */
export async function listHeld(harness: ChannelHarness): Promise<readonly HeldUsage[]> {
  const { channel, records, window } = harness;
  const subscriptions = [...new Set(records.map(({ subscription }) => subscription))];
  return Array.fromAsync(channel.list({ ...window, subscriptions }));
}

/**
 * Asserts that every record has an outcome that says the channel has it.
 *
 * @param channel - The channel: one with acceptance may say `pending`.
 * @param outcomes - The outcomes.
 */
export function assertHeld(channel: Channel, outcomes: readonly (Outcome | Settlement)[]): void {
  const good = channel.capabilities.acceptance ? ["accepted", "pending"] : ["accepted"];
  for (const outcome of outcomes) {
    assert.ok(good.includes(outcome.status), `an outcome is ${JSON.stringify(outcome)}`);
  }
}

/**
 * Sends every delivery and asserts one outcome per record, in order.
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
    assert.deepEqual(
      sent.map(({ recordId }) => recordId),
      delivery.records.map(({ recordId }) => recordId),
    );
    for (const outcome of sent) outcomes.set(outcome.recordId, outcome);
  }
  assertHeld(channel, [...outcomes.values()]);
  return outcomes;
}

/**
 * Gives the first of some records.
 *
 * @param records - The records.
 * @returns The first.
 */
export function firstOf<Item>(records: readonly Item[]): Item {
  const [first] = records;
  assert.ok(first !== undefined, "the harness gives at least one record");
  return first;
}
