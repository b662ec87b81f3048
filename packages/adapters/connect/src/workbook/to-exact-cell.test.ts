import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toExactCell } from "./to-exact-cell.ts";

const cellOf = (text: string) => toExactCell(Quantity.parse(text));

describe("toExactCell", () => {
  it.each([
    "0",
    "7",
    "0.000001",
    "99999999.999",
    "123456789012345",
    "-3.5",
    "-12345678.1234567",
    "0.00123456789012345",
  ])("writes %s as a number", (text) => {
    expect(cellOf(text)).toEqual({ number: text });
  });

  it.each(["0.00000001", "1234567890123456", "12345678.12345678"])("writes %s as text", (text) => {
    expect(cellOf(text)).toBe(text);
  });

  it("writes only such numbers as a reader through a binary float prints unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(8), (coefficient, decimals) => {
        const digits = coefficient.toString().padStart(decimals + 1, "0");
        const point = digits.length - decimals;
        const exact = Quantity.parse(`${digits.slice(0, point)}.${digits.slice(point)}0`);
        const cell = toExactCell(exact);
        const read = typeof cell === "object" ? String(JSON.parse(cell.number)) : cell;
        expect(read).toBe(exact.toString());
      }),
      { seed: 20261001, numRuns: 1000 },
    );
  });
});
