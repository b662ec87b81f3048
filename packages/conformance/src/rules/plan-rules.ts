import assert from "node:assert/strict";
import type { Delivery, UsageRecord } from "@usage-billing/core";
import { type Bench, recordsOf, type Subject } from "../bench.ts";
import { batchSize } from "../features.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

/** How many records are made at most to see a plan split. */
const MOST_MADE = 1_000;

function show(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(
    ({ id, key, body }) => `${id} ${key} ${Buffer.from(body).toString("base64")}`,
  );
}

type Reorder = (records: readonly UsageRecord[]) => readonly UsageRecord[];

/** The records in an order that a number decides, always the same for the same number. */
const shuffledBy =
  (factor: number): Reorder =>
  (records) =>
    records
      .map((record, index) => ({ record, rank: (index * factor) % 11 }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ record }) => record);

const ORDERS: Readonly<Record<string, Reorder>> = {
  "turned round": (records) => records.toReversed(),
  "beginning in the middle": (records) => [...records.slice(5), ...records.slice(0, 5)],
  "shuffled one way": shuffledBy(7),
  "shuffled another way": shuffledBy(3),
};

async function plansTheSame(bench: Bench, reorder: Reorder): Promise<void> {
  const records = recordsOf(bench, 9);
  assert.deepEqual(
    show(bench.channel.plan(reorder(records))),
    show(bench.channel.plan(records)),
    "another order of the same records gives other deliveries or bytes",
  );
}

/** The environment variable by which a process is told its zone. */
const ZONE = "TZ";

/** What the bytes are must not depend on where they are made. */
async function plansTheSameIn(bench: Bench, zone: string): Promise<void> {
  const { env } = process;
  const before = env[ZONE];
  const records = recordsOf(bench, 3);
  const expected = show(bench.channel.plan(records));
  env[ZONE] = zone;
  try {
    assert.deepEqual(show(bench.channel.plan(records)), expected);
  } finally {
    if (before === undefined) delete env[ZONE];
    else env[ZONE] = before;
  }
}

/** Asserts that every record is in one delivery of this channel and of its key. */
async function plansWhole({ channel, ...subject }: Bench, count: number): Promise<void> {
  const records = recordsOf(subject, count);
  const deliveries = channel.plan(records);
  const planned = deliveries.flatMap((delivery) => delivery.records);
  const ids = (all: readonly UsageRecord[]) => all.map(({ recordId }) => recordId).sort();
  assert.deepEqual(ids(planned), ids(records), "records are lost or doubled");
  for (const delivery of deliveries) {
    assert.equal(delivery.channel, channel.id, "a delivery is for another channel");
    for (const record of delivery.records) assert.equal(channel.deliveryKey(record), delivery.key);
  }
}

function wholeCases(subject: Subject): readonly Case[] {
  const limit = batchSize(subject, MOST_MADE);
  const sizes = [...new Set([0, 1, 2, limit, limit + 1])];
  return sizes.map((size) => [`${size} records`, (bench) => plansWhole(bench, size)]);
}

function splitCases(subject: Subject): readonly Case[] {
  const limit = batchSize(subject, MOST_MADE);
  return [limit + 1, 2 * limit + 1].map((size) => [
    `${size} records`,
    async ({ channel, ...bench }) => {
      for (const { records } of channel.plan(recordsOf(bench, size))) {
        const most = channel.capabilities.batch.maximumRecords;
        assert.ok(
          records.length <= most,
          `a delivery has ${records.length} records, above ${most}`,
        );
      }
    },
  ]);
}

function idsOf(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(({ id }) => id);
}

const ID_CASES: readonly Case[] = [
  [
    "different deliveries have different ids",
    async (bench) => {
      const most = batchSize(bench, 100);
      const ids = idsOf(bench.channel.plan(recordsOf(bench, 2 * most + 1)));
      assert.equal(new Set(ids).size, ids.length);
    },
  ],
  [
    "another set of records has another id",
    async (bench) => {
      const [first] = idsOf(bench.channel.plan(recordsOf(bench, 1)));
      const [other] = idsOf(
        bench.channel.plan(recordsOf(bench, 1, { recordId: `${bench.tag}-other` })),
      );
      assert.notEqual(other, first);
    },
  ],
];

function freezeDeeply<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(freezeDeeply);
  return Object.freeze(value);
}

const PURE_CASES: readonly Case[] = [
  [
    "no request is made",
    async (bench) => {
      const records = recordsOf(bench, 3);
      for (const record of records) bench.channel.check(record);
      bench.channel.plan(records);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(bench.troubles.seen(), { reads: 0, writes: 0 });
    },
  ],
  [
    "records stay as they are",
    async (bench) => {
      const records = freezeDeeply(recordsOf(bench, 3));
      for (const record of records) bench.channel.check(record);
      bench.channel.plan(records);
    },
  ],
];

/** How a channel puts records into deliveries. */
export const planRules: readonly Rule[] = [
  {
    name: "plans the same deliveries and bytes whatever the order",
    cases: () => casesOf(ORDERS, plansTheSame),
  },
  {
    name: "plans the same bytes in every time zone of the machine",
    cases: () =>
      ["Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"].map((zone) => [
        zone,
        (bench) => plansTheSameIn(bench, zone),
      ]),
  },
  { name: "plans every record into exactly one delivery of its key", cases: wholeCases },
  { name: "splits what is too much for one delivery", cases: splitCases },
  { name: "gives every delivery an id of its own", cases: () => ID_CASES },
  { name: "checks and plans without any effect", cases: () => PURE_CASES },
];
