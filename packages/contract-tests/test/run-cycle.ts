import type { Channel, HeldUsage, Outcome, SentRecord, UsageRecord } from "@usage-billing/core";
import { Quantity } from "@usage-billing/core";
import { expect } from "vitest";

const october = {
  from: Date.UTC(2026, 8, 30),
  to: Date.UTC(2026, 10, 2),
};

async function list(channel: Channel, records: readonly UsageRecord[]): Promise<HeldUsage[]> {
  const subscriptions = [...new Set(records.map(({ subscription }) => subscription))];
  return Array.fromAsync(channel.list({ ...october, subscriptions }));
}

function quantities(held: readonly HeldUsage[]): string[] {
  return held.map(({ quantity }) => quantity.toString()).sort();
}

function referenceOf(outcome: Outcome | undefined): string {
  expect(outcome?.status).toMatch(/^(accepted|pending)$/);
  return outcome !== undefined && "reference" in outcome ? (outcome.reference ?? "") : "";
}

/** Sends what was planned, once it is known that the channel does not hold it, and reads it back. */
async function sendAll(channel: Channel, records: readonly UsageRecord[]): Promise<SentRecord[]> {
  const sent: SentRecord[] = [];
  for (const delivery of channel.plan(records)) {
    for (const { status } of await channel.settle(delivery)) expect(status).toBe("absent");
    const outcomes = await channel.send(delivery);
    const settled = await channel.settle(delivery);
    const followed = await channel.follow(delivery);
    expect(settled.map(({ status }) => status)).toEqual(followed.map(({ status }) => status));
    for (const [index, record] of delivery.records.entries()) {
      sent.push({ record, delivery, reference: referenceOf(outcomes[index]) });
    }
  }
  return sent;
}

/**
 * Takes records through everything that a channel can do: check, plan, settle, send, follow, list, correct and
 * retract. The channel has to hold nothing of their subscriptions before, and holds the corrected first record
 * after.
 *
 * @param channel - The channel, at its twin.
 * @param records - Two records.
 */
export async function runCycle(channel: Channel, records: readonly UsageRecord[]): Promise<void> {
  expect(records.flatMap((record) => channel.check(record))).toEqual([]);
  const sent = await sendAll(channel, records);
  const exact = records.map(({ quantity }) => quantity.toString()).sort();
  expect(quantities(await list(channel, records))).toEqual(exact);

  const [first, second] = sent;
  if (first === undefined || second === undefined) throw new Error("the cycle takes two records");
  const replacement = { ...first.record, quantity: Quantity.parse("7") };
  referenceOf(await channel.correct(first, replacement));
  await channel.retract(second);
  expect(quantities(await list(channel, records))).toEqual(["7"]);
}
