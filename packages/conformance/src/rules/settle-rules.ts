import assert from "node:assert/strict";
import type { Settlement, UsageRecord } from "@usage-billing/core";
import { type Bench, recordAt, recordsOf } from "../bench.ts";
import { assertHeld, firstOf, isHeld, referenceOf, sendAll } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

async function settlesToItsReferences(bench: Bench, size: number): Promise<void> {
  const { channel } = bench;
  const { deliveries, outcomes } = await sendAll(bench, recordsOf(bench, size));
  for (const delivery of deliveries) {
    const settlements = await channel.settle(delivery);
    assertHeld(channel, delivery.records, settlements);
    for (const settlement of settlements) {
      const expected = referenceOf(outcomes.get(settlement.recordId));
      assert.equal(referenceOf(settlement), expected, "a record settles to another reference");
    }
  }
}

async function settlesAlikeTwice(bench: Bench): Promise<void> {
  const { deliveries } = await sendAll(bench, recordsOf(bench, 3));
  const delivery = firstOf(deliveries);
  const first = await bench.channel.settle(delivery);
  assert.deepEqual(await bench.channel.settle(delivery), first);
}

function absentOf(records: readonly UsageRecord[]): readonly Settlement[] {
  return records.map(({ recordId }) => ({ status: "absent", recordId }));
}

/** Asserts that deliveries which were not sent are found absent, beside whatever else is held. */
async function findsAbsent(
  bench: Bench,
  sent: readonly UsageRecord[],
  asked: readonly UsageRecord[],
): Promise<void> {
  await sendAll(bench, sent);
  for (const delivery of bench.channel.plan(asked)) {
    const settlements = await bench.channel.settle(delivery);
    assert.deepEqual(settlements, absentOf(delivery.records));
  }
}

const ABSENT_CASES: readonly Case[] = [
  ["the server holds nothing", (bench) => findsAbsent(bench, [], recordsOf(bench, 3))],
  [
    "it holds usage of other times",
    (bench) =>
      findsAbsent(bench, recordsOf(bench, 2), [
        recordAt(bench, 40, { quantity: "2" }),
        recordAt(bench, 41, { quantity: "3" }),
      ]),
  ],
  [
    "it holds the same usage of another subscription",
    (bench) => {
      const [subscription, other] = bench.world.subscriptions;
      const record = recordAt(bench, 0, { subscription });
      const same = { ...record, recordId: `${bench.tag}-same`, subscription: other };
      return findsAbsent(bench, [same], [record]);
    },
  ],
];

/** Of usage at the same place but with another quantity, nobody may believe that it is the record. */
async function takesNoOther(bench: Bench, quantity: string): Promise<void> {
  const record = recordAt(bench, 0, { quantity: "5" });
  const other = recordAt(bench, 0, { recordId: `${bench.tag}-other`, quantity });
  await sendAll(bench, [other]);
  const delivery = firstOf(bench.channel.plan([record]));
  const settlement = firstOf(await bench.channel.settle(delivery));
  assert.ok(
    !isHeld(bench.channel, settlement),
    `the server holds ${quantity} and the channel settles 5 as ${settlement.status}`,
  );
}

async function followsWhatItHolds(bench: Bench, size: number): Promise<void> {
  const { deliveries, outcomes } = await sendAll(bench, recordsOf(bench, size));
  for (const delivery of deliveries) {
    const followed = await bench.channel.follow(delivery);
    assertHeld(bench.channel, delivery.records, followed);
    for (const outcome of followed) {
      assert.equal(referenceOf(outcome), referenceOf(outcomes.get(outcome.recordId)));
    }
  }
}

async function followsNothing(bench: Bench): Promise<void> {
  for (const delivery of bench.channel.plan(recordsOf(bench, 2))) {
    for (const outcome of await bench.channel.follow(delivery)) {
      assert.ok(!isHeld(bench.channel, outcome), "usage is followed that was never sent");
    }
  }
}

/** What read-back must say. */
export const settleRules: readonly Rule[] = [
  {
    name: "settles what was sent to the same references",
    cases: () => casesOf({ "one record": 1, "five records": 5 }, settlesToItsReferences),
  },
  { name: "settles the same twice", cases: () => [["three records", settlesAlikeTwice]] },
  { name: "settles what was not sent as absent", cases: () => ABSENT_CASES },
  {
    name: "takes no other usage for a record",
    cases: () => casesOf({ "one less": "4", "one more": "6", "ten times": "50" }, takesNoOther),
  },
  {
    name: "follows what it holds",
    cases: () => casesOf({ "one record": 1, "five records": 5 }, followsWhatItHolds),
  },
  { name: "follows nothing that was not sent", cases: () => [["two records", followsNothing]] },
];
