import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findRepeatedKeys } from "./find-repeated-keys.ts";

describe("findRepeatedKeys", () => {
  it.each([
    ['{"channels":{"a":{"api":"x"},"a":{"api":"y"}}}', ["channels.a"]],
    ['{"a":1,"b":{"a":2},"a":[{"c":1,"c":2},{"c":3}]}', ["a", "a.0.c"]],
    ['{"a":1,"\\u0061":2, "b":"\\"a\\":{", "c":[[],{"d":1},{"e":1,"e":":"}]}', ["a", "c.2.e"]],
    ['[{"a":1},{"a":1}]', []],
    ["7", []],
  ])("of %s", (text, paths) => {
    expect(findRepeatedKeys(text)).toEqual(paths);
  });

  it("finds none in what was written from a value", () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 0, max: 3 }), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(findRepeatedKeys(written)).toEqual([]);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});
