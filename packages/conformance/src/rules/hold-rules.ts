import assert from "node:assert/strict";
import { formatInstant, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Bench, recordAt, recordsOf, type Subject } from "../bench.ts";
import { assertStored, factsOf, heldFacts, listAll } from "../facts.ts";
import { batchSize, decimalsOf } from "../features.ts";
import { assertHeld, firstOf, referenceOf, sendAll } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A channel may refuse what its API cannot keep, before any request; what it sends must be held exactly. */
async function holdsOrRefuses(bench: Bench, record: UsageRecord): Promise<void> {
  const { channel } = bench;
  if (channel.check(record).length > 0) {
    assert.throws(
      () => channel.plan([record]),
      "plan takes a record in which check finds problems",
    );
    return;
  }
  const delivery = firstOf(channel.plan([record]));
  assertHeld(channel, [record], await channel.send(delivery));
  await assertStored(bench, [record], "the server holds something else than was sent");
  const listed = heldFacts(bench, await listAll(bench, channel));
  assert.deepEqual(
    listed,
    factsOf(bench, [record]),
    "the channel lists something else than was sent",
  );
}

/** Quantities at the edges of what is declared, and those that binary floating point cannot hold. */
function exactQuantities(subject: Subject): readonly string[] {
  const { minimumQuantity, maximumQuantity } = subject.capabilities;
  const decimals = decimalsOf(subject);
  const smallest = decimals === 0 ? "1" : `0.${"0".repeat(decimals - 1)}1`;
  const fractions = ["0.1", "0.3", "2.675", "1.005", "1234567.8901"];
  const all = [
    minimumQuantity,
    smallest,
    "1",
    "10",
    "100000",
    "999999999",
    "123456789012345",
    "9007199254740993",
    "1000000000000000000000",
    ...fractions,
    ...Array.from({ length: decimals }, (_, at) => `5.${"7".repeat(at + 1)}`),
    ...Array.from({ length: decimals }, (_, at) => `4294967296.${"0".repeat(at)}1`),
    ...(maximumQuantity === undefined ? [] : [maximumQuantity]),
  ];
  const isTaken = (text: string): boolean => {
    const quantity = Quantity.parse(text);
    const isTooGreat =
      maximumQuantity !== undefined && quantity.compare(Quantity.parse(maximumQuantity)) > 0;
    return quantity.fits(decimals) && !isTooGreat;
  };
  return [...new Set(all)].filter(isTaken);
}

/**
 * Periods at the edges of days, months and years, and where clocks of other zones are changed. None ends
 * at second 59 or lasts one second: servers that write inclusive ends cannot tell those from others.
 */
function exactPeriods({ world }: Subject): readonly (readonly [number, number])[] {
  const { from } = world;
  const year = new Date(from).getUTCFullYear();
  const month = Date.UTC(year, new Date(from).getUTCMonth() + 1, 1);
  const spring = Date.UTC(year, 2, 29);
  const autumn = Date.UTC(year, 9, 25);
  return [
    [from, from + MINUTE],
    [from, from + DAY],
    [from + SECOND, from + 30 * SECOND],
    [from + 30 * SECOND, from + 90 * SECOND],
    [from + 59 * SECOND, from + MINUTE + 2 * SECOND],
    [month - MINUTE, month],
    [month - DAY, month],
    [month - 3 * HOUR, month - HOUR],
    [from + 11 * HOUR, from + 14 * HOUR],
    [from, month],
    [Date.UTC(year, 1, 28, 23), Date.UTC(year, 2, 1)],
    [Date.UTC(year, 0, 1) - MINUTE, Date.UTC(year, 0, 1)],
    [spring, spring + HOUR],
    [spring + HOUR, spring + 2 * HOUR],
    [autumn - HOUR, autumn],
    [autumn, autumn + HOUR],
    [autumn + HOUR, autumn + 2 * HOUR],
    [autumn + 2 * HOUR, autumn + 3 * HOUR],
  ];
}

function periodCases(subject: Subject): readonly Case[] {
  return exactPeriods(subject).map(([start, end]) => [
    `${formatInstant(start)} to ${formatInstant(end)}`,
    (bench) => holdsOrRefuses(bench, { ...recordAt(bench, 0), period: { start, end } }),
  ]);
}

function sizesOf(subject: Subject): readonly number[] {
  const limit = batchSize(subject, 25);
  return [...new Set([1, 2, 5, limit, limit + 1])];
}

async function holdsAll(bench: Bench, size: number): Promise<void> {
  const records = recordsOf(bench, size);
  for (const delivery of bench.channel.plan(records)) await bench.channel.send(delivery);
  await assertStored(bench, records);
}

async function answersForAll({ channel, ...bench }: Bench, size: number): Promise<void> {
  for (const delivery of channel.plan(recordsOf(bench, size))) {
    const outcomes = await channel.send(delivery);
    assert.deepEqual(
      outcomes.map(({ recordId }) => recordId),
      delivery.records.map(({ recordId }) => recordId),
      "there is not one outcome for each record of a delivery, in their order",
    );
  }
}

async function givesReferences(bench: Bench, size: number): Promise<void> {
  const { outcomes } = await sendAll({ ...bench, calm: bench.channel }, recordsOf(bench, size));
  const references = [...outcomes.values()].map(referenceOf);
  assert.ok(references.every(Boolean), "an outcome has no reference");
  assert.equal(new Set(references).size, size, "two records have the same reference");
}

const ofSizes = (run: (bench: Bench, size: number) => Promise<void>) => (subject: Subject) =>
  sizesOf(subject).map((size): Case => [`${size} records`, (bench) => run(bench, size)]);

/** What a channel must hold once it was sent. */
export const holdRules: readonly Rule[] = [
  {
    name: "holds quantities exactly or refuses them first",
    cases: (subject) =>
      exactQuantities(subject).map((quantity) => [
        quantity,
        (bench) => holdsOrRefuses(bench, recordAt(bench, 0, { quantity })),
      ]),
  },
  { name: "holds periods exactly or refuses them first", cases: periodCases },
  { name: "holds all that was sent, once", cases: ofSizes(holdsAll) },
  { name: "answers for every record in its order", cases: ofSizes(answersForAll) },
  {
    name: "gives every record a reference of its own",
    // The records of a file have the file's reference.
    cases: ({ capabilities }) =>
      capabilities.batch.shape === "file"
        ? []
        : casesOf({ "one record": 1, "five records": 5 }, givesReferences),
  },
];
