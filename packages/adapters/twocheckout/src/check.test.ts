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
    [
      "an instant that the clocks repeat",
      "2026-10-25T01:00:00Z",
      "2026-10-25T01:00:00Z",
      ["ambiguous-local-time"],
    ],
    [
      "a moment of the year 10000",
      "9999-12-31T23:00:00Z",
      "9999-12-31T23:01:00Z",
      ["time-out-of-range"],
    ],
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

  it.each<[Partial<UsageRecord>, string, string, RegExp]>([
    [{ subscription: "A/B" }, "subscription", '"A/B" is no 2Checkout reference', /83FE4FEF2/],
    [{ subscription: " A" }, "subscription", '" A" is no 2Checkout reference', /83FE4FEF2/],
    [{ subscription: "A " }, "subscription", '"A " is no 2Checkout reference', /83FE4FEF2/],
    [{ recordId: "" }, "recordId", "the record id is empty or no Unicode text", /letters/],
    [{ recordId: "r".repeat(200) }, "recordId", "the record id is too long", /at most 64/],
    [{ amount: Quantity.parse("9.90") }, "amount", "an amount of 9.9; 2Checkout rates", /out/],
  ])("says of %o what is wrong and what to do", (change, field, message, fix) => {
    const words = { message: expect.stringContaining(message), fix: expect.stringMatching(fix) };
    expect(check(usageRecord(change), bucharest)).toMatchObject([{ field, ...words }]);
  });

  it.each([
    ["2026-10-25T00:30:00Z", "2026-10-25T01:10:00Z", "which ends before it starts", /outside/],
    ["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "another period has as well", /one record/],
    ["2026-10-01T00:00:00Z", "2026-10-01T00:00:01Z", "cannot be told from an instant", /longer/],
  ])("says of %s to %s why local times cannot stand for it", (start, end, message, fix) => {
    const period = { start: parseInstant(start), end: parseInstant(end) };
    expect(check(usageRecord({ period }), bucharest)).toMatchObject([
      {
        field: "period",
        message: expect.stringContaining(message),
        fix: expect.stringMatching(fix),
      },
    ]);
  });

  it("says of one record what is wrong with its units and with its time", () => {
    const period = { start: CLOCKS_BACK, end: CLOCKS_BACK + 3_600_000 };
    const rules = rulesOf({ period, quantity: Quantity.parse("-1") });
    expect(rules).toEqual(["negative-quantity", "ambiguous-local-time"]);
  });

  it("takes a record id that just leaves room", () => {
    expect(rulesOf({ recordId: "r".repeat(195) })).toEqual([]);
    expect(rulesOf({ recordId: "r".repeat(196) })).toEqual(["record-id-too-long"]);
  });
});
