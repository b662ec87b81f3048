import { Quantity } from "@usage-billing/core";
import { expect } from "vitest";

// A quantity keeps its number in private fields, which the test runner does not compare.
expect.addEqualityTesters([
  (left: unknown, right: unknown) => {
    if (!(left instanceof Quantity) || !(right instanceof Quantity)) return undefined;
    return left.equals(right);
  },
]);
