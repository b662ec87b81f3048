import {
  type Channel,
  type HeldUsage,
  type Outcome,
  Quantity,
  type SentRecord,
  type UsageRecord,
} from "@usage-billing/core";
import { expect } from "vitest";

/** A channel at its twin, and what the cycle needs to know of it. */
export interface Cycle {
  readonly channel: Channel;
  /** Two records of October 2026 whose subscriptions hold nothing before. */
  readonly records: readonly UsageRecord[];
  /** Makes what was sent open to change again, where somebody at the channel has it. */
  reopen?(reference: string): Promise<void>;
}

async function listQuantities({ channel, records }: Cycle): Promise<string[]> {
  const subscriptions = [...new Set(records.map(({ subscription }) => subscription))];
  const window = { from: Date.UTC(2026, 8, 30), to: Date.UTC(2026, 10, 2), subscriptions };
  const held: HeldUsage[] = await Array.fromAsync(channel.list(window));
  return held.map(({ quantity }) => quantity.toString()).sort();
}

function referenceOf(outcome: Outcome | undefined): string {
  expect(outcome).toMatchObject({ status: expect.stringMatching(/^(accepted|pending)$/) });
  return outcome !== undefined && "reference" in outcome ? (outcome.reference ?? "") : "";
}

/** Sends what was planned, once it is known that the channel does not hold it, and reads it back. */
async function sendAll({ channel, records }: Cycle): Promise<SentRecord[]> {
  const sent: SentRecord[] = [];
  for (const delivery of channel.plan(records)) {
    for (const { status } of await channel.settle(delivery)) expect(status).toBe("absent");
    const outcomes = await channel.send(delivery);
    const settled = await channel.settle(delivery);
    const followed = await channel.follow(delivery);
    expect(settled.map(({ status }) => status)).toEqual(outcomes.map(({ status }) => status));
    expect(followed.map(({ status }) => status)).toEqual(outcomes.map(({ status }) => status));
    for (const [index, record] of delivery.records.entries()) {
      sent.push({ record, delivery, reference: referenceOf(outcomes[index]) });
    }
  }
  return sent;
}

/**
 * Takes two records through everything that a channel can do: check, plan, settle, send, follow, list, correct
 * and retract. After it the channel holds the first record, corrected.
 *
 * @param cycle - The channel and the records.
 */
export async function runCycle(cycle: Cycle): Promise<void> {
  const { channel, records, reopen } = cycle;
  expect(records.flatMap((record) => channel.check(record))).toEqual([]);
  const [first, second] = await sendAll(cycle);
  if (first === undefined || second === undefined) throw new Error("the cycle takes two records");
  const exact = records.map(({ quantity }) => quantity.toString()).sort();
  expect(await listQuantities(cycle)).toEqual(exact);

  await reopen?.(first.reference);
  const replacement = { ...first.record, quantity: Quantity.parse("7") };
  referenceOf(await channel.correct(first, replacement));
  const replaced = second.delivery.records.map((record) =>
    record.recordId === replacement.recordId ? replacement : record,
  );
  await reopen?.(second.reference);
  await channel.retract({ ...second, delivery: { ...second.delivery, records: replaced } });
  // Reading back finishes what a channel has to do after it has taken a record out, such as a submission.
  const [rest] = channel.plan([replacement]);
  if (rest === undefined) throw new Error("one record makes one delivery");
  const [settled] = await channel.settle({ ...rest, id: first.delivery.id });
  expect(settled?.status).toMatch(/^(accepted|pending)$/);
  expect(await listQuantities(cycle)).toEqual(["7"]);
}
