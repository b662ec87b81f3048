import { RateLimitError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { backOff } from "./back-off.ts";

const failure = new Error("down");
const settings = { longest: 900_000 };

describe("backOff", () => {
  it("doubles its ceiling up to the longest wait", () => {
    const waits = [1, 2, 3, 8, 9, 1_000].map((failures) =>
      backOff(failures, failure, { ...settings, random: () => 1 }),
    );
    expect(waits).toEqual([5_000, 10_000, 20_000, 640_000, 900_000, 900_000]);
  });

  it("takes a random part of it", () => {
    expect(
      [0, 0.25, 0.5].map((part) => backOff(2, failure, { ...settings, random: () => part })),
    ).toEqual([0, 2_500, 5_000]);
  });

  it("waits at least as long as the channel asks for", () => {
    const asked = { channel: "rebilly", operation: "PostUsage", detail: "slow down" };
    const error = new RateLimitError({ ...asked, status: 429, isWrite: true, retryAfter: 60_000 });
    expect(backOff(1, error, { ...settings, random: () => 0 })).toBe(60_000);
    expect(backOff(1, error, { ...settings, random: () => 0.5 })).toBe(62_500);
  });
});
