import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidQuantityError } from "./errors/invalid-quantity-error.ts";
import { Quantity } from "./quantity.ts";

const SEED = 20261101;

/** A decimal as a coefficient of up to 24 digits and up to 12 decimals, with its text. */
const decimals = fc
  .record({
    coefficient: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    scale: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ coefficient, scale }) => {
    const digits = (coefficient < 0n ? -coefficient : coefficient)
      .toString()
      .padStart(scale + 1, "0");
    const whole = digits.slice(0, digits.length - scale);
    const fraction = scale === 0 ? "" : `.${digits.slice(-scale)}`;
    return { coefficient, scale, text: `${coefficient < 0n ? "-" : ""}${whole}${fraction}` };
  });

function check<Input>(property: fc.IRawProperty<Input>): void {
  fc.assert(property, { seed: SEED, numRuns: 500 });
}

describe("Quantity.parse", () => {
  it.each([
    ["12", "12"],
    ["-3.50", "-3.5"],
    ["0.001", "0.001"],
    ["-0", "0"],
    ["007.10", "7.1"],
    ["123456789012345678901234.000000000001", "123456789012345678901234.000000000001"],
  ])("reads %s as %s", (text, printed) => {
    expect(Quantity.parse(text).toString()).toBe(printed);
  });

  it.each([
    ["1,5", /comma/],
    ["-12,345", /comma/],
    ["1,000.5", /thousands/],
    ["-123,456,789.25", /thousands/],
    ["1,234,567", /thousands/],
    ["x1,5", /plain decimal/],
    ["1,000.5x", /plain decimal/],
    ["x1,000.5", /plain decimal/],
    ["1.5.5", /plain decimal/],
    ["1e400", /scientific/],
    ["1E3", /scientific/],
    ["-12.5e-30", /scientific/],
    ["+1e+3", /scientific/],
    ["x1e3", /plain decimal/],
    ["1e3x", /plain decimal/],
    ["", /empty/],
    ["  ", /empty/],
    [" 1", /spaces/],
    ["+1", /plain decimal/],
    [".5", /plain decimal/],
    ["5.", /plain decimal/],
    ["NaN", /plain decimal/],
    ["0x10", /plain decimal/],
    ["١٢", /plain decimal/],
    ["1".repeat(39), /38 digits/],
    [`${"1".repeat(20)}.${"1".repeat(19)}`, /38 digits/],
  ])("refuses %j and says why", (text, reason) => {
    expect(() => Quantity.parse(text)).toThrow(InvalidQuantityError);
    expect(() => Quantity.parse(text)).toThrow(reason);
  });

  it.each(["1".repeat(38), `${"1".repeat(19)}.${"1".repeat(19)}`])("reads %s exactly", (text) => {
    expect(Quantity.parse(text).toString()).toBe(text);
  });

  it("reads back what it prints", () => {
    check(
      fc.property(decimals, ({ text }) => {
        const quantity = Quantity.parse(text);
        return Quantity.parse(quantity.toString()).equals(quantity);
      }),
    );
  });
});

describe("Quantity arithmetic", () => {
  it("adds without rounding", () => {
    expect(Quantity.parse("0.1").plus(Quantity.parse("0.2")).toString()).toBe("0.3");
  });

  it("adds as whole numbers of the smaller unit do", () => {
    check(
      fc.property(decimals, decimals, (left, right) => {
        const scale = 12;
        const scaled = (one: typeof left) => one.coefficient * 10n ** BigInt(scale - one.scale);
        const sum = Quantity.parse(left.text).plus(Quantity.parse(right.text));
        const [whole = "0", fraction = ""] = sum.toString().replace("-", "").split(".");
        const magnitude = BigInt(whole + fraction.padEnd(scale, "0"));
        expect(sum.isNegative ? -magnitude : magnitude).toBe(scaled(left) + scaled(right));
      }),
    );
  });

  it("orders as subtraction does", () => {
    check(
      fc.property(decimals, decimals, (left, right) => {
        const [a, b] = [Quantity.parse(left.text), Quantity.parse(right.text)];
        const difference = a.minus(b);
        const sign = difference.isZero ? 0 : difference.isNegative ? -1 : 1;
        expect(a.compare(b)).toBe(sign);
        expect(a.equals(b)).toBe(sign === 0);
      }),
    );
  });

  it("carries what does not fit, and loses nothing", () => {
    check(
      fc.property(decimals, fc.integer({ min: 0, max: 6 }), ({ text }, allowed) => {
        const quantity = Quantity.parse(text);
        const { reported, remainder } = quantity.carry(allowed);
        expect(reported.fits(allowed)).toBe(true);
        expect(reported.plus(remainder).equals(quantity)).toBe(true);
        expect(remainder.isZero || remainder.isNegative === quantity.isNegative).toBe(true);
      }),
    );
  });

  it("carries a month of decimals into whole units with the exact sum", () => {
    const days = Array.from({ length: 31 }, () => Quantity.parse("0.37"));
    let kept = Quantity.zero;
    let reported = Quantity.zero;
    for (const day of days) {
      const carried = kept.plus(day).carry(0);
      reported = reported.plus(carried.reported);
      kept = carried.remainder;
    }
    expect([reported.toString(), kept.toString()]).toEqual(["11", "0.47"]);
  });

  it.each([
    ["0.5", "0.5", 0],
    ["0.5", "0.50", 0],
    ["5", "0.5", 1],
    ["0.05", "0.5", -1],
    ["-1", "-2", 1],
  ])("compares %s with %s as %i", (left, right, order) => {
    const [a, b] = [Quantity.parse(left), Quantity.parse(right)];
    expect(a.compare(b)).toBe(order);
    expect(a.equals(b)).toBe(order === 0);
  });

  it.each([
    ["1.2345", 2, "1.23", "0.0045"],
    ["-1.2345", 2, "-1.23", "-0.0045"],
    ["12.5", 0, "12", "0.5"],
  ])("carries %s with %i decimals as %s, and keeps %s", (text, allowed, now, later) => {
    const { reported, remainder } = Quantity.parse(text).carry(allowed);
    expect([reported.toString(), remainder.toString()]).toEqual([now, later]);
  });

  it("knows how many decimals it needs", () => {
    const counts = ["1.50", "0.001", "7"].map((text) => Quantity.parse(text).decimals);
    expect(counts).toEqual([1, 3, 0]);
  });

  it("is told apart by a deep comparison", () => {
    expect({ quantity: Quantity.parse("1.50") }).toEqual({ quantity: Quantity.parse("1.5") });
    expect({ quantity: Quantity.parse("1.5") }).not.toEqual({ quantity: Quantity.parse("15") });
    expect({ quantity: Quantity.parse("1") }).not.toEqual({ quantity: Quantity.parse("2") });
  });

  it("goes into JSON as text", () => {
    expect(JSON.stringify({ quantity: Quantity.parse("0.10") })).toBe('{"quantity":"0.1"}');
  });
});
