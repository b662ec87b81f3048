import assert from "node:assert/strict";
import { type Outcome, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Bench, recordAt, type Subject } from "../bench.ts";
import { storedFacts } from "../facts.ts";
import { firstOf, isHeld } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";

/** What a refused record is sent with. */
type Company = "alone" | "before others" | "after others";

function refusedRecord({ world, ...subject }: Subject, index: number): UsageRecord {
  const subscription = world.unknownSubscription ?? "";
  return recordAt({ ...subject, world }, index, { subscription });
}

function inCompany(subject: Subject, company: Company): readonly UsageRecord[] {
  if (company === "alone") return [refusedRecord(subject, 0)];
  const at = company === "before others" ? 0 : 3;
  return [0, 1, 2, 3].map((index) =>
    index === at ? refusedRecord(subject, at) : recordAt(subject, index),
  );
}

async function sendEverything(
  { channel }: Bench,
  records: readonly UsageRecord[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const delivery of channel.plan(records)) outcomes.push(...(await channel.send(delivery)));
  return outcomes;
}

async function tellsRefusal(bench: Bench, company: Company): Promise<void> {
  const records = inCompany(bench, company);
  const outcomes = await sendEverything(bench, records);
  const { unknownSubscription } = bench.world;
  const refused = records.find(({ subscription }) => subscription === unknownSubscription);
  const outcome = outcomes.find(({ recordId }) => recordId === refused?.recordId);
  assert.equal(outcome?.status, "refused", "usage of an unknown subscription is not refused");
  assert.ok(outcome.problem.message !== "", "a refusal says what is wrong");
}

async function tellsWhatIsHeld(bench: Bench, company: Company): Promise<void> {
  const records = inCompany(bench, company);
  const outcomes = await sendEverything(bench, records);
  const held = outcomes.filter((outcome) => isHeld(bench.channel, outcome));
  const stored = await storedFacts(bench);
  assert.equal(stored.length, held.length, "outcomes say something else than the server holds");
}

const COMPANIES: Readonly<Record<Company, Company>> = {
  alone: "alone",
  "before others": "before others",
  "after others": "after others",
};

async function tellsPart(bench: Bench): Promise<void> {
  const { short } = bench.world;
  assert.ok(short, "the world has a record of which the server stores less");
  const [outcome] = await sendEverything(bench, [short.record]);
  assert.equal(outcome?.status, "partial", "usage that is stored in part is not told so");
  assert.equal(outcome.sent.toString(), short.record.quantity.toString());
  assert.equal(outcome.stored.toString(), Quantity.parse(short.stored).toString());
}

async function settlesPart(bench: Bench): Promise<void> {
  const { short } = bench.world;
  assert.ok(short, "the world has a record of which the server stores less");
  const delivery = firstOf(bench.channel.plan([short.record]));
  await bench.calm.send(delivery);
  const [settled] = await bench.channel.settle(delivery);
  assert.ok(
    settled?.status === "partial" || settled?.status === "unknown",
    `usage that is stored in part is settled as ${settled?.status}`,
  );
}

async function storesNoPart(bench: Bench): Promise<void> {
  const record = recordAt(bench, 0, { acceptPartial: true });
  if (bench.channel.check(record).length > 0) return;
  const [outcome] = await sendEverything(bench, [record]);
  assert.ok(outcome && isHeld(bench.channel, outcome));
}

function partCases({ capabilities, world }: Subject): readonly Case[] {
  if (!capabilities.partialQuantity) {
    return [["undeclared, nothing is stored in part", storesNoPart]];
  }
  const named: Case = [
    "the world names a record that is stored in part",
    async () => assert.ok(world.short, "give the world a `short` record, or undeclare it"),
  ];
  return [
    named,
    ["what was sent and what was stored", tellsPart],
    ["read back, it is not taken for the whole", settlesPart],
  ];
}

const whereRefused = (run: (bench: Bench, company: Company) => Promise<void>) => ({
  cases: ({ world }: Subject): readonly Case[] =>
    world.unknownSubscription === undefined ? [] : casesOf(COMPANIES, run),
});

/** What a channel must say of usage that is not held as it was sent. */
export const outcomeRules: readonly Rule[] = [
  { name: "tells which usage was refused and why", ...whereRefused(tellsRefusal) },
  { name: "says that it holds what it holds", ...whereRefused(tellsWhatIsHeld) },
  { name: "tells how much was stored of usage in part", cases: partCases },
];
