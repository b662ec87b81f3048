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
    ["1,000.5", /thousands/],
    ["1e400", /scientific/],
    ["1E3", /scientific/],
    ["", /empty/],
    [" 1", /spaces/],
    ["+1", /plain decimal/],
    [".5", /plain decimal/],
    ["5.", /plain decimal/],
    ["NaN", /plain decimal/],
    ["0x10", /plain decimal/],
    ["١٢", /plain decimal/],
    ["1".repeat(39), /38 digits/],
  ])("refuses %j and says why", (text, reason) => {
    expect(() => Quantity.parse(text)).toThrow(InvalidQuantityError);
    expect(() => Quantity.parse(text)).toThrow(reason);
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

  it("is told apart by a deep comparison", () => {
    expect({ quantity: Quantity.parse("1.50") }).toEqual({ quantity: Quantity.parse("1.5") });
    expect({ quantity: Quantity.parse("1.5") }).not.toEqual({ quantity: Quantity.parse("15") });
    expect({ quantity: Quantity.parse("1") }).not.toEqual({ quantity: Quantity.parse("2") });
  });

  it("goes into JSON as text", () => {
    expect(JSON.stringify({ quantity: Quantity.parse("0.10") })).toBe('{"quantity":"0.1"}');
  });
});
