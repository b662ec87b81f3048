import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toExactCell } from "./to-exact-cell.ts";

const cellOf = (text: string) => toExactCell(Quantity.parse(text));

describe("toExactCell", () => {
  it("is a number up to 15 digits and text beyond", () => {
    expect(cellOf("123456789012345")).toEqual({ number: "123456789012345" });
    expect(cellOf("0.00000001")).toEqual({ number: "0.00000001" });
    expect(cellOf("1234567890123456")).toBe("1234567890123456");
    expect(cellOf("12345678.12345678")).toBe("12345678.12345678");
  });

  it("writes only such numbers as a binary float gives back unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(8), (coefficient, decimals) => {
        const digits = coefficient.toString().padStart(decimals + 1, "0");
        const point = digits.length - decimals;
        const cell = cellOf(
          `${digits.slice(0, point)}${decimals > 0 ? "." : ""}${digits.slice(point)}`,
        );
        if (typeof cell !== "object") return;
        const [exact, viaFloat] = [cell.number, Number(cell.number).toFixed(8)];
        expect(Quantity.parse(viaFloat).equals(Quantity.parse(exact))).toBe(true);
      }),
      { seed: 20261001, numRuns: 500 },
    );
  });
});
