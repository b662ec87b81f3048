import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTerm } from "./find-term.ts";

const second = fc.integer({ min: 0, max: 3_000_000 });

describe("findTerm", () => {
  it("finds the part of a window within a term, to the second, in a few questions", async () => {
    await fc.assert(
      fc.asyncProperty(second, second, second, async (a, b, c) => {
        const [start = 0, inside = 0, end = 0] = [a, b, c]
          .sort((left, right) => left - right)
          .map((at) => at * 1_000);
        let asked = 0;
        const isWithin = async (instant: number) => {
          asked += 1;
          return instant >= start && instant <= end;
        };
        const window = { from: 0, last: 3_000_000_000 };
        const found = await findTerm(window, [inside], isWithin);
        expect(found).toEqual({ from: start, last: end });
        expect(asked).toBeLessThan(50);
      }),
      { seed: 20261102, numRuns: 200 },
    );
  });

  it("tries one foothold after the other", async () => {
    const isWithin = async (instant: number) => instant >= 5_000;
    expect(await findTerm({ from: 0, last: 9_000 }, [1_000, 6_000], isWithin)).toEqual({
      from: 5_000,
      last: 9_000,
    });
  });

  it("asks no second time for a foothold at the end of the window", async () => {
    const asked: number[] = [];
    const isWithin = async (instant: number) => {
      asked.push(instant);
      return instant >= 8_000;
    };
    const window = { from: 0, last: 9_000 };
    expect(await findTerm(window, [9_000], isWithin)).toEqual({ from: 8_000, last: 9_000 });
    expect(asked.filter((instant) => instant === 9_000)).toHaveLength(1);
  });

  it("finds nothing without a foothold", async () => {
    expect(await findTerm({ from: 0, last: 9_000 }, [1_000], async () => false)).toBeUndefined();
  });
});
