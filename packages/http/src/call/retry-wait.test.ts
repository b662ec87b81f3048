import {
  ChannelConnectionError,
  ChannelRequestError,
  InvalidQuantityError,
  RateLimitError,
  UnexpectedResponseError,
} from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RetryState, retryWait } from "./retry-wait.ts";

const call = { channel: "rebilly", operation: "PostUsage" };
const state: RetryState = { failures: 1, maximumWait: 300_000, random: () => 0.999 };

function answered(status: number, isWrite: boolean): ChannelRequestError {
  return new ChannelRequestError({ ...call, status, detail: "", isWrite });
}

function lost(outcomeUnknown: boolean): ChannelConnectionError {
  return new ChannelConnectionError({ ...call, reason: "reset", outcomeUnknown });
}

describe("retryWait", () => {
  it.each([
    ["a read after 503", answered(503, false)],
    ["a write after 425", answered(425, true)],
    ["what never arrived", lost(false)],
  ])("allows another attempt for %s", (_case, error) => {
    expect(retryWait(error, state)).toBe(500);
  });

  it.each([
    ["a write after 503", answered(503, true)],
    ["a write after 408", answered(408, true)],
    ["a write that may have arrived", lost(true)],
    ["a refusal", answered(422, false)],
    [
      "an answer that cannot be read",
      new UnexpectedResponseError({ ...call, status: 200, reason: "is empty", isWrite: false }),
    ],
    ["an error without a request", new InvalidQuantityError("x", "is odd")],
    ["any other error", new Error("odd")],
  ])("allows none for %s", (_case, error) => {
    expect(retryWait(error, state)).toBeUndefined();
  });

  it("follows the channel up to the limit, to the millisecond", () => {
    const told = (retryAfter: number) =>
      retryWait(
        new RateLimitError({ ...call, status: 429, detail: "", isWrite: true, retryAfter }),
        state,
      );
    expect([told(1), told(300_000), told(300_001)]).toEqual([1, 300_000, undefined]);
  });

  it("stays between zero and a doubling ceiling of at most 30 seconds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const wait = retryWait(lost(false), { ...state, failures, random: () => random });
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** (failures - 1)));
        },
      ),
      { seed: 20261031 },
    );
    expect(retryWait(lost(false), { ...state, failures: 40, random: () => 0.5 })).toBe(15_000);
  });
});
