import { describe, expect, it } from "vitest";
import { formatAge } from "./age.ts";

describe("formatAge", () => {
  it.each([
    [0, "0 seconds"],
    [-5_000, "0 seconds"],
    [1_999, "1 second"],
    [60_000, "1 minute"],
    [7_199_999, "1 hour"],
    [259_200_000, "3 days"],
  ])("prints %d ms as %s", (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text);
  });
});
