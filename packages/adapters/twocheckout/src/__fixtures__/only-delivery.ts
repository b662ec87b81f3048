import type { Channel, Delivery, SentRecord, UsageRecord } from "@usage-billing/core";

/**
 * Plans records of one subscription.
 *
 * @param channel - The channel.
 * @param records - At most 100.
 */
export function onlyDelivery(channel: Channel, records: readonly UsageRecord[]): Delivery {
  const [delivery, another] = channel.plan(records);
  if (delivery === undefined || another !== undefined) throw new Error("expected one delivery");
  return delivery;
}

/**
 * Sends one record, and gives it with its place.
 *
 * @param channel - The channel.
 * @param record - The record.
 */
export async function sendOne(channel: Channel, record: UsageRecord): Promise<SentRecord> {
  const delivery = onlyDelivery(channel, [record]);
  const [outcome] = await channel.send(delivery);
  if (outcome?.status !== "accepted")
    throw new Error(`expected acceptance, got ${outcome?.status}`);
  return { record, delivery, reference: outcome.reference };
}
