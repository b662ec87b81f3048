import { ChannelConnectionError, ChannelRequestError, type HeldUsage } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/start-two-checkout.ts";
import { isNotThere, isOutOfBounds, isRefusal, toOutcome, toRefusal } from "./to-outcome.ts";

const record = usageRecord();

function answered(status: number, detail: string): ChannelRequestError {
  const channel = "twocheckout";
  const operation = "addSubscriptionUsages";
  const answer = { channel, operation, status, detail, isWrite: true, inOwnForm: true };
  return new ChannelRequestError(answer);
}

describe("toOutcome", () => {
  it("carries the renewal order that billed the usage", () => {
    const { channel, subscription, quantity, period } = record;
    const own = {
      meter: "API_CALLS",
      reference: "7",
      status: "billed",
      billingReference: "11749701",
    };
    const held: HeldUsage = { channel, subscription, quantity, period, ...own };
    expect(toOutcome(record, held)).toEqual({
      status: "accepted",
      recordId: "record-1",
      reference: "7",
      channelState: "billed",
      billingReference: "11749701",
    });
  });
});

describe("toRefusal", () => {
  it.each([
    ["Usage interval out of bounds", "outside-subscription", "period"],
    ["Invalid option code SEAT", "unknown-meter", "meter"],
    ["Invalid license code for the merchant", "unknown-subscription", "subscription"],
    ["'Units' are out of bounds", "invalid-units", "quantity"],
    ["No", "refused", "record"],
  ])("explains %s", (words, rule, field) => {
    expect(toRefusal(record, answered(400, words))).toMatchObject({
      status: "refused",
      recordId: "record-1",
      problem: { rule, field, channelWords: words },
    });
  });
});

describe("isRefusal", () => {
  it.each([
    [400, true],
    [404, true],
    [409, true],
    [422, true],
    [401, false],
    [429, false],
    [500, false],
  ])("judges %i", (status, expected) => {
    expect(isRefusal(answered(status, ""))).toBe(expected);
  });

  it("is nothing that has no answer", () => {
    const call = { channel: "twocheckout", operation: "x", reason: "reset", outcomeUnknown: true };
    expect(isRefusal(new ChannelConnectionError(call))).toBe(false);
    expect(isNotThere(new Error("Usage interval out of bounds"))).toBe(false);
  });
});

describe("isNotThere", () => {
  it.each([
    [404, "", true],
    [400, "Usage interval out of bounds", true],
    [400, "INVALID_SUBSCRIPTION: The merchant has no subscription X.", true],
    [400, "The Page parameter must be a positive integer", false],
    [503, "no subscription service", false],
  ])("judges %i %s", (status, words, expected) => {
    expect(isNotThere(answered(status, words))).toBe(expected);
  });

  it("tells units out of bounds from times out of bounds", () => {
    expect(isOutOfBounds(answered(400, "Units out of bounds"))).toBe(false);
  });
});
