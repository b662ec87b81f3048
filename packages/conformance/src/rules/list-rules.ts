import assert from "node:assert/strict";
import type { HeldUsage, UsageQuery, UsageRecord } from "@usage-billing/core";
import { type Bench, recordAt, recordsOf, type Subject, windowOf } from "../bench.ts";
import { factsOf, heldFacts, listAll } from "../facts.ts";
import { referenceOf, sendAll } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

const MINUTE = 60_000;
/** How many deliveries are on their way at once while a wall is built. */
const LANES = 24;

async function assertListed(
  bench: Bench,
  query: UsageQuery,
  expected: readonly UsageRecord[],
): Promise<void> {
  const held = await Array.fromAsync(bench.channel.list(query));
  assert.deepEqual(heldFacts(bench, held), factsOf(bench, expected));
}

/** The window in minutes after the first of four records, which start a minute apart. */
const WINDOWS: Readonly<Record<string, readonly [number, number]>> = {
  "from the first start": [0, 2],
  "after the first start": [1, 4],
  "to the last start": [0, 3],
  "after the last start": [3, 4],
  "around one record": [2, 3],
  "without length": [1, 1],
  "turned round": [3, 1],
  "before everything": [-60, 0],
  "after everything": [4, 60],
};

async function listsWindow(bench: Bench, [first, last]: readonly [number, number]): Promise<void> {
  const records = recordsOf(bench, 4);
  await sendAll(bench, records);
  const { from: origin, subscriptions } = bench.world;
  const query = { from: origin + first * MINUTE, to: origin + last * MINUTE };
  const inside = records.filter(
    ({ period }) => period.start >= query.from && period.start < query.to,
  );
  await assertListed(bench, { ...query, subscriptions: subscriptions.slice(0, 2) }, inside);
}

type Choice = (subscriptions: readonly string[]) => readonly string[];

const CHOICES: Readonly<Record<string, Choice>> = {
  "the first": (all) => all.slice(0, 1),
  "the second": (all) => all.slice(1, 2),
  both: (all) => all.slice(0, 2),
  "one that is named twice": (all) => [...all.slice(0, 1), ...all.slice(0, 1)],
  none: () => [],
};

async function listsSubscriptions(bench: Bench, choose: Choice): Promise<void> {
  const records = recordsOf(bench, 4);
  await sendAll(bench, records);
  const subscriptions = choose(bench.world.subscriptions);
  const own = records.filter(({ subscription }) => subscriptions.includes(subscription));
  await assertListed(bench, { ...windowOf(bench), subscriptions }, own);
}

type Trait = (bench: Bench, held: HeldUsage, record: UsageRecord) => void;

const TRAITS: Readonly<Record<string, Trait>> = {
  "the channel's id": ({ id }, held) => assert.equal(held.channel, id),
  "a state in the channel's words": (_, held) => assert.notEqual(held.status, ""),
  "a meter where there are meters": ({ capabilities }, held, { meter }) =>
    assert.equal(held.meter, capabilities.meter === "unused" ? undefined : meter),
  "record ids as declared": ({ capabilities }, held, { recordId }) =>
    assert.equal(held.recordId, capabilities.recordIdReadBack ? recordId : undefined),
  "no reference of a bill before there is one": (_, held) =>
    assert.equal(held.billingReference, undefined),
};

async function listsTrait(bench: Bench, trait: Trait): Promise<void> {
  const record = recordAt(bench, 0);
  await sendAll(bench, [record]);
  const [held, ...others] = await listAll(bench, bench.channel);
  assert.ok(held !== undefined && others.length === 0, "one record is not listed as one");
  trait(bench, held, record);
}

async function listsReferences(bench: Bench): Promise<void> {
  const { outcomes } = await sendAll(bench, recordsOf(bench, 5));
  const held = await listAll(bench, bench.channel);
  const expected = [...outcomes.values()].map(referenceOf);
  if (bench.capabilities.batch.shape === "file") {
    assert.equal(new Set(held.map(({ reference }) => reference)).size, held.length);
  } else {
    assert.deepEqual(held.map(({ reference }) => reference).sort(), expected.sort());
  }
}

/** Fills the server by the channel that meets no trouble, many deliveries at once. */
async function fill({ calm }: Bench, records: readonly UsageRecord[]): Promise<void> {
  const waiting = [...calm.plan(records)];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await calm.send(next);
  };
  await Promise.all(Array.from({ length: LANES }, work));
}

async function listsPast(bench: Bench, count: number): Promise<void> {
  const [subscription] = bench.world.subscriptions;
  const records = recordsOf(bench, count, { subscription, quantity: "1" });
  await fill(bench, records);
  const held = await listAll(bench, bench.channel, [subscription]);
  assert.equal(held.length, count, `of ${count} pieces of usage ${held.length} are listed`);
  assert.deepEqual(heldFacts(bench, held), factsOf(bench, records));
}

function wallCases({ world }: Subject): readonly Case[] {
  const counts = [...new Set([11, 30, 101, ...(world.walls ?? []).map((wall) => wall + 1)])];
  return counts.map((count) => [`${count} pieces`, (bench) => listsPast(bench, count)]);
}

async function stopsEarly(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 5);
  await sendAll(bench, records);
  const { subscriptions } = bench.world;
  let seen = 0;
  for await (const _ of bench.channel.list({ ...windowOf(bench), subscriptions })) {
    seen += 1;
    if (seen === 2) break;
  }
  assert.equal(seen, 2, "the list ends before it is left");
}

/** What a list must have in it. */
export const listRules: readonly Rule[] = [
  {
    name: "lists what starts in a half-open window",
    cases: () => casesOf(WINDOWS, listsWindow),
  },
  {
    name: "lists the subscriptions that it is asked for, each usage once",
    cases: () => casesOf(CHOICES, listsSubscriptions),
  },
  { name: "lists usage with", cases: () => casesOf(TRAITS, listsTrait) },
  {
    name: "lists the references that it gave",
    cases: () => [["five records", listsReferences]],
  },
  { name: "lists past every wall", cases: wallCases },
  { name: "lets a list be left", cases: () => [["after two pieces", stopsEarly]] },
];
