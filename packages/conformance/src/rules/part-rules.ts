import assert from "node:assert/strict";
import { type Channel, type Delivery, Quantity, type SentRecord } from "@usage-billing/core";
import { type Bench, recordAt, windowOf } from "../bench.ts";
import { casesOf, type Rule } from "../rule.ts";

/** A delivery, also of a channel that cannot plan yet. */
function deliveryOf(bench: Bench): Delivery {
  const records = [recordAt(bench, 0)];
  try {
    const [planned] = bench.channel.plan(records);
    if (planned !== undefined) return planned;
  } catch {
    // What is wrong with planning is said by the case of `plan`.
  }
  return { id: "kit", channel: bench.id, key: "kit", records, body: new Uint8Array() };
}

function sentOf(bench: Bench): SentRecord {
  return { record: recordAt(bench, 0), reference: "kit", delivery: deliveryOf(bench) };
}

/** What each part is asked, only to see whether it is there. */
const QUESTIONS: Readonly<Record<string, (bench: Bench) => unknown>> = {
  check: (bench) => bench.channel.check(recordAt(bench, 0)),
  deliveryKey: (bench) => bench.channel.deliveryKey(recordAt(bench, 0)),
  plan: (bench) => bench.channel.plan([recordAt(bench, 0)]),
  send: (bench) => bench.channel.send(deliveryOf(bench)),
  settle: (bench) => bench.channel.settle(deliveryOf(bench)),
  follow: (bench) => bench.channel.follow(deliveryOf(bench)),
  list: (bench) => {
    const { subscriptions } = bench.world;
    return Array.fromAsync(bench.channel.list({ ...windowOf(bench), subscriptions }));
  },
  retract: (bench) => bench.channel.retract(sentOf(bench)),
  correct: (bench) => bench.channel.correct(sentOf(bench), recordAt(bench, 0)),
};

async function isThere(bench: Bench, part: string): Promise<void> {
  const member: unknown = bench.channel[part as keyof Channel];
  assert.equal(typeof member, "function", `the channel has no method ${part}`);
  try {
    await QUESTIONS[part]?.(bench);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    assert.ok(!words.includes("not written yet"), `still missing: ${words}`);
  }
}

async function declaresSense({ channel, id }: Bench): Promise<void> {
  const { capabilities } = channel;
  const { decimals, minimumQuantity, maximumQuantity, batch, timeResolution } = capabilities;
  assert.match(id, /\S/, "the channel's id is empty");
  assert.ok(Number.isInteger(decimals) && decimals >= 0, "decimals is no count");
  assert.ok(batch.maximumRecords >= 1, "a delivery takes at least one record");
  assert.ok(batch.shape !== "single" || batch.maximumRecords === 1, "single means one record");
  assert.ok(timeResolution >= 1, "the time resolution is at least 1 ms");
  const least = Quantity.parse(minimumQuantity);
  const most = maximumQuantity === undefined ? least : Quantity.parse(maximumQuantity);
  assert.ok(least.compare(most) <= 0, "the minimum quantity is above the maximum");
}

/** What a channel consists of. */
export const partRules: readonly Rule[] = [
  {
    name: "has every part of a channel",
    cases: () =>
      casesOf(Object.fromEntries(Object.keys(QUESTIONS).map((part) => [part, part])), isThere),
  },
  {
    name: "declares what makes sense",
    cases: () => [["capabilities and id", declaresSense]],
  },
];
