import { describe, expect, it } from "vitest";
import { areSameBytes, concatBytes } from "./bytes.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("areSameBytes", () => {
  it.each([
    [[], []],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
  ])("takes %j and %j for the same", (some, others) => {
    expect(areSameBytes(bytes(...some), bytes(...others))).toBe(true);
  });

  it.each([
    [
      [1, 2, 3],
      [1, 2, 4],
    ],
    [
      [1, 2],
      [1, 2, 3],
    ],
    [
      [1, 2, 3],
      [1, 2],
    ],
    [[], [0]],
    [
      [1, 2],
      [2, 1],
    ],
  ])("tells %j from %j", (some, others) => {
    expect(areSameBytes(bytes(...some), bytes(...others))).toBe(false);
  });
});

describe("concatBytes", () => {
  it("joins parts in their order, in memory of its own", () => {
    const first = bytes(1, 2);
    const joined = concatBytes([first, bytes(), bytes(3)]);
    first.fill(0);
    expect([...joined]).toEqual([1, 2, 3]);
  });
});
