import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExact } from "./parse-exact.ts";
import { stringifyExact } from "./stringify-exact.ts";

const LONG = "1234567890123456789.0000000000000000001";

/** Decimals of up to 38 digits, as text. */
const decimals = fc
  .tuple(fc.boolean(), fc.stringMatching(/^[1-9][0-9]{0,18}$/), fc.stringMatching(/^[0-9]{0,19}$/))
  .map(([minus, whole, fraction]) => `${minus ? "-" : ""}${whole}${fraction && `.${fraction}`}`);

describe("stringifyExact", () => {
  it("writes a quantity as a bare number with all its digits", () => {
    const body = { quantity: Quantity.parse(LONG), lines: [Quantity.parse("0.1"), "0.1"] };
    expect(stringifyExact(body)).toBe(`{"quantity":${LONG},"lines":[0.1,"0.1"]}`);
  });

  it("writes everything else as JSON does", () => {
    const body = { a: undefined, b: null, c: new Date(0), d: [1.5, true, "é\u2028"], 7: { e: {} } };
    expect(stringifyExact(body)).toBe(JSON.stringify(body));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (value) => {
    expect(() => stringifyExact({ quantity: value })).toThrow("quantity is not a finite number");
    expect(() => stringifyExact(value)).toThrow("the value is not a finite number");
  });
});

describe("parseExact", () => {
  it("keeps numbers of the named members as text, at any depth", () => {
    const text = `{"quantity": ${LONG}, "list": [{"quantity": 0.10, "other": 0.10}]}`;
    const expected = { quantity: LONG, list: [{ quantity: "0.10", other: 0.1 }] };
    expect(parseExact(text, ["quantity"])).toEqual(expected);
  });

  it.each([
    ["1e3", "1000"],
    ["1.25E+1", "12.5"],
    ["1.5e-3", "0.0015"],
    ["-12.5e-1", "-1.25"],
    ["120e-1", "12.0"],
    ["0e0", "0"],
    ["0.00e2", "0"],
    ["1e101", "1e101"],
    ["1e100", `1${"0".repeat(100)}`],
    ["1e-101", "1e-101"],
    ["1e-2", "0.01"],
    ["10.5e1", "105"],
  ])("reads %s as %s", (source, decimal) => {
    expect(parseExact(`{"units": ${source}}`, ["units"])).toEqual({ units: decimal });
  });

  it("leaves strings, null and other members as they are", () => {
    const value = { quantity: "1.50", amount: null, total: 1.5, active: true };
    expect(parseExact(JSON.stringify(value), ["quantity", "amount", "active"])).toEqual(value);
  });

  it("throws for what is not JSON", () => {
    expect(() => parseExact("<html>", ["quantity"])).toThrow(SyntaxError);
  });

  it("gives back what stringifyExact wrote", () => {
    fc.assert(
      fc.property(decimals, fc.jsonValue(), (decimal, other) => {
        const quantity = Quantity.parse(decimal);
        const text = stringifyExact({ usage: [{ quantity }], other: JSON.stringify(other) });
        expect(parseExact(text, ["quantity"])).toEqual({
          usage: [{ quantity: quantity.toString() }],
          other: JSON.stringify(other),
        });
      }),
      { seed: 20261031 },
    );
  });

  it("reads an exponent to the same quantity as the digits moved by hand", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 17n), fc.integer({ min: 0, max: 17 }), (digits, power) => {
        const up = parseExact(`{"q": ${digits}e${power}}`, ["q"]) as { q: string };
        expect(up.q).toBe(String(digits * 10n ** BigInt(power)));
        const down = parseExact(`{"q": ${digits}e-${power}}`, ["q"]) as { q: string };
        const sum = Array.from({ length: 10 }, () => Quantity.parse(down.q));
        const tenfold = sum.reduce((total, part) => total.plus(part), Quantity.zero);
        const shifted = parseExact(`{"q": ${digits}e${1 - power}}`, ["q"]) as { q: string };
        expect(tenfold.equals(Quantity.parse(shifted.q))).toBe(true);
      }),
      { seed: 20261031 },
    );
  });
});
