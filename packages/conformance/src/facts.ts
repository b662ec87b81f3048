import assert from "node:assert/strict";
import type { Channel, HeldUsage, UsageRecord } from "@usage-billing/core";
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
  return Array.fromAsync(channel.list({ ...window, subscriptions: subscriptionsOf(records) }));
}

/**
 * Gives the subscriptions of some records, each once.
 *
 * @param records - The records.
 * @returns The subscriptions.
 */
export function subscriptionsOf(records: readonly UsageRecord[]): readonly string[] {
  return [...new Set(records.map(({ subscription }) => subscription))];
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
