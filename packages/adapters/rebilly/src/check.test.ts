import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RecordChange, usageRecord } from "./__fixtures__/usage-record.ts";
import { check } from "./check.ts";

function problemsOf(change: RecordChange): readonly (readonly [string, string])[] {
  return check(usageRecord(change)).map(({ rule, field }) => [rule, field]);
}

describe("check", () => {
  it.each<RecordChange>([
    {},
    { quantity: "0.001" },
    { quantity: "999999999999.999" },
    { quantity: "9007199254740992" },
    { acceptPartial: true, description: "unused", meter: "unused" },
  ])("finds no problem with %j", (change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each<[RecordChange, string, string]>([
    [{ subscription: "sub 1" }, "invalid-subscription", "subscription"],
    [{ subscription: "@customers" }, "unsearchable-subscription", "subscription"],
    [{ subscription: "sub..1" }, "unsearchable-subscription", "subscription"],
    [{ quantity: "1.0001" }, "too-many-decimals", "quantity"],
    [{ quantity: "0" }, "quantity-too-small", "quantity"],
    [{ quantity: "-1" }, "negative-quantity", "quantity"],
    [{ quantity: "9007199254740993" }, "quantity-not-exact", "quantity"],
    [{ quantity: "12345678901234567.125" }, "quantity-not-exact", "quantity"],
    [{ quantity: "1000000000000000000000" }, "quantity-not-exact", "quantity"],
    [{ amount: Quantity.parse("12.50") }, "amount-not-taken", "amount"],
    [{ hour: 0.5 / 3_600_000 }, "time-too-fine", "period"],
  ])("refuses %o as %s", (change, rule, field) => {
    expect(problemsOf(change)).toEqual([[rule, field]]);
  });

  it("takes a quantity exactly when a double has all of its digits", () => {
    const digits = fc.bigInt({ min: 1n, max: 10n ** 19n });
    fc.assert(
      fc.property(digits, (thousandths) => {
        const text = `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, "0")}`;
        const quantity = Quantity.parse(text);
        const stored = Quantity.parse(Number(text).toFixed(3));
        const isTaken = problemsOf({ quantity: text }).length === 0;
        expect(!isTaken || stored.equals(quantity)).toBe(true);
        expect(isTaken || thousandths > 10n ** 15n).toBe(true);
      }),
      { seed: 20261001 },
    );
  });

  it.each<[RecordChange, string, RegExp]>([
    [
      { subscription: "sub 1" },
      'subscription "sub 1" is no Rebilly id: at most 50 letters',
      /sub_/,
    ],
    [{ subscription: "x".repeat(51) }, "is no Rebilly id: at most 50 letters", /sub_/],
    [{ subscription: "@a" }, 'subscription "@a" cannot be searched for', /not begin with @/],
    [{ quantity: "9007199254740993" }, "quantity 9007199254740993 has more digits", /split/],
    [
      { amount: Quantity.parse("12.50") },
      "an amount of 12.5; Rebilly rates the usage itself",
      /Leave the amount out/,
    ],
  ])("says of %o what is wrong and what to do", (change, message, fix) => {
    expect(check(usageRecord(change))).toMatchObject([
      { message: expect.stringContaining(message), fix: expect.stringMatching(fix) },
    ]);
  });

  it.each(["x".repeat(50), "A-z_0.9~@"])("takes the subscription %s", (subscription) => {
    expect(problemsOf({ subscription })).toEqual([]);
  });

  it("finds every problem at once, and digits only where nothing else is wrong", () => {
    const change = { subscription: "", quantity: "9007199254740993.0001" };
    expect(problemsOf({ ...change, amount: Quantity.parse("1") })).toEqual([
      ["invalid-subscription", "subscription"],
      ["too-many-decimals", "quantity"],
      ["amount-not-taken", "amount"],
    ]);
  });
});
