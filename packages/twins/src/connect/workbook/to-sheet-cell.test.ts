import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSheetCell } from "./to-sheet-cell.ts";

describe("toSheetCell", () => {
  it.each([
    [null, "", true],
    ["7.0", "7.0", true],
    [12.5, "12.5", true],
    [-3, "-3", true],
    [1e-8, "0.00000001", true],
    [0.1 + 0.2, "0.30000000000000004", false],
    [1234567890123456, "1234567890123456", false],
    [1e22, "10000000000000000000000", false],
    [Number.NaN, "NaN", false],
    [true, "true", true],
    [new Date("2026-10-01Z"), "2026-10-01T00:00:00.000Z", false],
  ])("makes of %o the text %s", (value, text, isExact) => {
    expect(toSheetCell(value)).toEqual({ text, isExact });
  });

  it("gives every decimal of up to 15 digits back", () => {
    const digits = fc.bigInt({ min: 1n, max: 10n ** 15n - 1n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 8 }), (coefficient, decimals) => {
        const padded = String(coefficient).padStart(decimals + 1, "0");
        const point = padded.length - decimals;
        const text = `${padded.slice(0, point)}.${padded.slice(point)}`.replace(/\.?0*$/, "");
        const whole = decimals === 0 ? String(coefficient) : text;
        expect(toSheetCell(Number(whole))).toEqual({ text: whole, isExact: true });
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
