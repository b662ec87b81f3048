import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNumberList, toNumberList } from "./number-list.ts";
import { toRuns } from "./runs.ts";

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40 }));

describe("toRuns", () => {
  it("covers just the rows, each with its value", () => {
    const rows = numbers.chain((sequences) =>
      fc.tuple(
        ...sequences.map((sequence) =>
          fc
            .integer({ min: 0, max: 2 })
            .map((value) => ({ sequence, value: value === 2 ? sequence + 90 : value })),
        ),
      ),
    );
    fc.assert(
      fc.property(rows, (given) => {
        const covered = toRuns(given).flatMap(({ from, to, base, slope }) =>
          Array.from({ length: to - from + 1 }, (_, at) => ({
            sequence: from + at,
            value: base + (from + at) * slope,
          })),
        );
        expect(covered).toEqual(given.toSorted((left, right) => left.sequence - right.sequence));
      }),
      { seed: 20_261_121 },
    );
  });

  it("makes one run of neighbours that get the same or values that grow with them", () => {
    const rows = [5, 6, 7].map((sequence) => ({ sequence, value: 3 }));
    expect(toRuns(rows)).toEqual([{ from: 5, to: 7, base: 3, slope: 0 }]);
    const growing = [5, 6, 7].map((sequence) => ({ sequence, value: sequence + 100 }));
    expect(toRuns(growing)).toEqual([{ from: 5, to: 7, base: 100, slope: 1 }]);
  });
});

describe("a list of numbers", () => {
  it("reads back", () => {
    expect(toNumberList([7, 9, 10, 11, 12])).toBe("7 9-12");
    fc.assert(
      fc.property(numbers, (given) => {
        const sorted = given.toSorted((left, right) => left - right);
        expect(fromNumberList(toNumberList(sorted))).toEqual(sorted);
      }),
      { seed: 20_261_121 },
    );
  });
});
