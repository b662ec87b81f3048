import fc from "fast-check";
import { expect, it } from "vitest";
import { Keyed } from "./keyed.ts";

const part = fc.option(fc.oneof(fc.string(), fc.constantFrom("", "-", "1:", "2:-a")), {
  nil: undefined,
});

it("keeps one value for each key, whatever its texts are, and gives the keys back", () => {
  fc.assert(
    fc.property(fc.array(fc.array(part, { minLength: 3, maxLength: 3 })), (keys) => {
      const keyed = new Keyed(() => ({ count: 0 }));
      for (const key of keys) keyed.at(...key).count += 1;
      const expected = Map.groupBy(keys, (key) => JSON.stringify(key.map((one) => one ?? null)));
      const found = [...keyed.entries()].map(
        ([key, { count }]) => [JSON.stringify(key.map((one) => one ?? null)), count] as const,
      );
      expect(new Map(found)).toEqual(
        new Map([...expected].map(([key, same]) => [key, same.length])),
      );
      expect(found).toHaveLength(expected.size);
    }),
    { seed: 11, numRuns: 300 },
  );
});

it("orders by one text after the other, what is absent first", () => {
  const keyed = new Keyed(() => 0);
  const keys = [["b"], ["a", "z"], ["a", undefined], [undefined, "y"], ["a", "B"], ["aa", "a"]];
  for (const key of keys) keyed.at(...key);
  expect([...keyed.entries()].map(([key]) => key)).toEqual([
    [undefined, "y"],
    ["a", undefined],
    ["a", "B"],
    ["a", "z"],
    ["aa", "a"],
    ["b"],
  ]);
});
