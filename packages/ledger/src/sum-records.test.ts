import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordSums } from "./sum-records.ts";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([whole, places]) => {
    const digits = (whole < 0n ? -whole : whole).toString().padStart(places + 1, "0");
    const point = digits.length - places;
    const text = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    return Quantity.parse(whole < 0n ? `-${text}` : text).toString();
  });

describe("RecordSums", () => {
  it("adds up as exactly as quantities do, however they are mixed", () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1 }), (quantities) => {
        const sums = new RecordSums();
        for (const quantity of quantities) {
          const of = { channel: "c", meter: undefined, state: "accepted" } as const;
          sums.add({ ...of, quantity, stored: undefined });
        }
        const expected = quantities.reduce(
          (sum, quantity) => sum.plus(Quantity.parse(quantity)),
          Quantity.parse("0"),
        );
        const [sum] = sums.toArray();
        expect([sum?.count, sum?.quantity.toString()]).toEqual([
          quantities.length,
          expected.toString(),
        ]);
      }),
      { seed: 20_261_121 },
    );
  });
});
