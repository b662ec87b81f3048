import type { Channel, Delivery, Outcome, SentRecord, UsageRecord } from "@usage-billing/core";
import { onTestFinished } from "vitest";
import { type RebillyHarness, type RebillySetup, startRebilly } from "./start-rebilly.ts";

/**
 * Starts a twin and a channel for one test, and closes them after it.
 *
 * @param setup - What differs from the sample.
 * @returns Twin and channel.
 */
export async function openRebilly(setup: RebillySetup = {}): Promise<RebillyHarness> {
  const harness = await startRebilly(setup);
  onTestFinished(() => harness.close());
  return harness;
}

/** Plans the one delivery of a record. */
export function planOne(channel: Channel, record: UsageRecord): Delivery {
  const [delivery] = channel.plan([record]);
  if (delivery === undefined) throw new Error("one record makes one delivery");
  return delivery;
}

/** Sends one record and gives its outcome. */
export async function sendOne(channel: Channel, record: UsageRecord): Promise<Outcome> {
  const [outcome] = await channel.send(planOne(channel, record));
  if (outcome === undefined) throw new Error("one record has one outcome");
  return outcome;
}

/** Sends one record that the channel takes, and gives what it takes to change it. */
export async function sendForChange(channel: Channel, record: UsageRecord): Promise<SentRecord> {
  const outcome = await sendOne(channel, record);
  if (outcome.status !== "accepted") throw new Error(`the record is ${outcome.status}`);
  return { record, reference: outcome.reference, delivery: planOne(channel, record) };
}
