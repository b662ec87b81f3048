import { parseInstant, Quantity, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/start-two-checkout.ts";
import { createAccountTime } from "./account-time.ts";
import { check } from "./check.ts";

const bucharest = createAccountTime("Europe/Bucharest");

const CLOCKS_BACK = parseInstant("2026-10-25T01:00:00Z");

function rulesOf(change: Partial<UsageRecord>): readonly string[] {
  return check(usageRecord(change), bucharest).map(({ rule }) => rule);
}

function rulesOfPeriod(start: string, end: string): readonly string[] {
  return rulesOf({ period: { start: parseInstant(start), end: parseInstant(end) } });
}

describe("check", () => {
  it.each([
    ["0", []],
    ["2147483647", []],
    ["2147483648", ["quantity-too-great"]],
    ["-1", ["negative-quantity"]],
    ["1.5", ["too-many-decimals"]],
  ])("judges %s units", (quantity, rules) => {
    expect(rulesOf({ quantity: Quantity.parse(quantity) })).toEqual(rules);
  });

  it.each([
    ["a reference with a slash", { subscription: "A/../B" }, "invalid-subscription"],
    ["no reference", { subscription: "" }, "invalid-subscription"],
    ["no meter", { meter: "" }, "missing-meter"],
    ["an empty record id", { recordId: "" }, "invalid-record-id"],
    ["half a letter as record id", { recordId: "\ud83d" }, "invalid-record-id"],
    ["a record id that leaves no room", { recordId: "r".repeat(200) }, "record-id-too-long"],
    ["an amount", { amount: Quantity.parse("9.99") }, "amount-not-taken"],
  ])("refuses %s", (_case, change, rule) => {
    expect(rulesOf(change)).toEqual([rule]);
  });

  it.each([
    [
      "the first of the repeated hours",
      "2026-10-25T00:00:00Z",
      "2026-10-25T01:00:00Z",
      ["ambiguous-local-time"],
    ],
    [
      "the second of them",
      "2026-10-25T01:00:00Z",
      "2026-10-25T02:00:00Z",
      ["ambiguous-local-time"],
    ],
    ["both of them", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", []],
    ["the whole night", "2026-10-24T21:00:00Z", "2026-10-25T04:00:00Z", []],
    ["the hour before", "2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", []],
    ["the hour after", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z", []],
    [
      "a period that the clocks turn round",
      "2026-10-25T00:30:00Z",
      "2026-10-25T01:10:00Z",
      ["local-end-before-start"],
    ],
    ["the hour that clocks leave out", "2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z", []],
    ["one second", "2026-10-01T00:00:00Z", "2026-10-01T00:00:01Z", ["one-second-period"]],
    ["an instant", "2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", []],
    ["half a second", "2026-10-01T00:00:00.500Z", "2026-10-01T00:00:01Z", ["time-too-fine"]],
  ])("judges %s", (_case, start, end, rules) => {
    expect(rulesOfPeriod(start, end)).toEqual(rules);
  });

  it("names the local times of a period that it refuses", () => {
    const period = {
      start: parseInstant("2026-10-25T00:30:00Z"),
      end: parseInstant("2026-10-25T01:10:00Z"),
    };
    expect(check(usageRecord({ period }), bucharest)[0]?.message).toContain(
      "2026-10-25 03:30:00 to 2026-10-25 03:09:59",
    );
  });

  it("lets through only periods that come back exactly and do not end before they start", () => {
    /** Around the night on which Bucharest's clocks go back, in steps that hit every edge. */
    const nearby = fc.integer({ min: -16, max: 16 }).map((step) => CLOCKS_BACK + step * 900_000);
    fc.assert(
      fc.property(nearby, nearby, fc.integer({ min: 0, max: 2 }), (a, b, seconds) => {
        const period = { start: Math.min(a, b), end: Math.max(a, b) + seconds * 1_000 };
        const local = bucharest.toAccount(period);
        const back = bucharest.fromAccount(local);
        const isExact = back.start === period.start && back.end === period.end;
        const isOrdered = local.start <= local.end;
        expect(rulesOf({ period }).length === 0).toBe(isExact && isOrdered);
      }),
      { seed: 20261025, numRuns: 2_000 },
    );
  });
});
