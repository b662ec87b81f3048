import assert from "node:assert/strict";
import { InvalidUsageRecordError, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Bench, recordAt, recordsOf, type Subject } from "../bench.ts";
import { casesOf, type Rule } from "../rule.ts";

const ONE = Quantity.parse("1");

/** Asserts that a record is refused by a rule, by `check` as data and by `plan` as an error. */
function assertRefused({ channel }: Bench, record: UsageRecord, expected: RegExp): void {
  const problems = channel.check(record);
  const rules = problems.map(({ rule }) => rule);
  const found = rules.join(", ") || "none";
  assert.ok(
    rules.some((rule) => expected.test(rule)),
    `check finds the problems: ${found}; expected is one like ${expected}`,
  );
  for (const { field, message } of problems) assert.ok(field !== "" && message !== "");
  assert.throws(
    () => channel.plan([record]),
    InvalidUsageRecordError,
    "plan takes a record in which check finds problems",
  );
}

function refusedQuantities({ capabilities }: Subject): Readonly<Record<string, [string, RegExp]>> {
  const { decimals, minimumQuantity, maximumQuantity } = capabilities;
  const least = Quantity.parse(minimumQuantity);
  const tooFine = /^too-many-decimals$/;
  const tooSmall = /^(negative-quantity|quantity-too-small)$/;
  const below = least.minus(ONE).toString();
  return {
    "one decimal more than declared": [`1.${"0".repeat(decimals)}1`, tooFine],
    "six decimals more than declared": [`7.${"3".repeat(decimals + 6)}`, tooFine],
    "below the minimum": [below, tooSmall],
    "far below zero": ["-1000000", tooSmall],
    ...(maximumQuantity === undefined
      ? {}
      : {
          "above the maximum": [
            Quantity.parse(maximumQuantity).plus(ONE).toString(),
            /^quantity-too-great$/,
          ],
        }),
  };
}

function tooFineTimes({ capabilities }: Subject): Readonly<Record<string, [number, number]>> {
  const { timeResolution } = capabilities;
  if (timeResolution < 2) return {};
  return {
    "a start 1 ms too fine": [1, 0],
    "an end 1 ms too fine": [0, 1],
    "both just below what it keeps": [timeResolution - 1, timeResolution - 1],
  };
}

function meterCases({ capabilities }: Subject): Readonly<Record<string, string | undefined>> {
  if (capabilities.meter === "unused") return { "a record without one is right": undefined };
  return { "a record without one is wrong": undefined, "an empty one is wrong": "" };
}

async function judgesMeter(bench: Bench, meter: string | undefined): Promise<void> {
  const { meter: _, ...rest } = recordAt(bench, 0);
  const record = meter === undefined ? rest : { ...rest, meter };
  if (bench.capabilities.meter === "required") assertRefused(bench, record, /^missing-meter$/);
  else assert.deepEqual(bench.channel.check(record), [], "a record needs no meter here");
}

/** What a channel says of records before any request. */
export const checkRules: readonly Rule[] = [
  {
    name: "finds no problem with usage that fits",
    cases: () =>
      casesOf({ "one record": 1, "records of two subscriptions": 4 }, async (bench, count) => {
        const expected = recordsOf(bench, count).map((record) => [record.recordId, []]);
        const found = recordsOf(bench, count).map((record) => [
          record.recordId,
          bench.channel.check(record),
        ]);
        assert.deepEqual(found, expected, "check finds problems with what the server takes");
      }),
  },
  {
    name: "refuses quantities that its capabilities forbid",
    cases: (subject) =>
      casesOf(refusedQuantities(subject), async (bench, [quantity, expected]) =>
        assertRefused(bench, recordAt(bench, 0, { quantity }), expected),
      ),
  },
  {
    name: "refuses times that are finer than it keeps",
    cases: (subject) =>
      casesOf(tooFineTimes(subject), async (bench, [early, late]) => {
        const { period, ...record } = recordAt(bench, 0);
        const finer = { start: period.start + early, end: period.end + late };
        assertRefused(bench, { ...record, period: finer }, /^time-too-fine$/);
      }),
  },
  {
    name: "wants a meter where its capabilities say so",
    cases: (subject) => casesOf(meterCases(subject), judgesMeter),
  },
];
