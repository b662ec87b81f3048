import {
  ChannelConnectionError,
  ChannelRequestError,
  formatPeriod,
  type HeldUsage,
} from "@usage-billing/core";
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

describe("toOutcome of what is not what was sent", () => {
  const { channel, subscription, quantity, period } = record;
  const meter = "API_CALLS";
  const held: HeldUsage = {
    channel,
    subscription,
    quantity,
    period,
    meter,
    reference: "7",
    status: "open",
  };

  it("accepts without a bill what is there just so", () => {
    expect(toOutcome(record, held)).toStrictEqual({
      status: "accepted",
      recordId: "record-1",
      reference: "7",
      channelState: "open",
    });
  });

  it.each<[string, Partial<HeldUsage>]>([
    ["another quantity", { quantity: quantity.plus(quantity) }],
    ["another meter", { meter: "STORAGE" }],
    ["another start", { period: { start: period.start + 1000, end: period.end } }],
    ["another end", { period: { start: period.start, end: period.end + 1000 } }],
  ])("does not know what became of it: %s", (_case, change) => {
    const other = { ...held, ...change };
    const place = `${other.quantity} of ${other.meter} for ${formatPeriod(other.period)}`;
    expect(toOutcome(record, other)).toEqual({
      status: "unknown",
      recordId: "record-1",
      reason: `2Checkout holds the record as 7 with ${place}, which is not what was sent`,
      candidates: [other],
    });
  });
});

describe("toRefusal", () => {
  it.each([
    "DUPLICATE usage",
    "usage already exists",
    "usage already reported",
    "usage already recorded",
    "usage already stored",
  ])("does not take %j for a refusal: it may be there", (words) => {
    expect(toRefusal(record, answered(409, words))).toEqual({
      status: "unknown",
      recordId: "record-1",
      reason: words,
    });
  });

  it.each([
    ["INTERVAL OUT OF BOUNDS", /^Split the usage at the subscription's start and expiration/],
    ["OPTION", /^Give the code of the price option group/],
    ["unknown licence", /^Give the subscription reference/],
    ["UNITS", /^Report whole units/],
    ["No", undefined],
  ])("says of %j what to do: %s", (words, fix) => {
    const refusal = toRefusal(record, answered(400, words));
    expect(refusal).toMatchObject({ problem: { message: "2Checkout refused the usage" } });
    if (fix === undefined) expect(refusal).not.toHaveProperty("problem.fix");
    else expect(refusal).toMatchObject({ problem: { fix: expect.stringMatching(fix) } });
  });

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
    [400, "unknown such licence", true],
    [422, "invalid_license", true],
    [400, "NO SUCH SUBSCRIPTION", true],
    [400, "nosubscription", false],
    [400, "The Page parameter must be a positive integer", false],
    [503, "no subscription service", false],
  ])("judges %i %s", (status, words, expected) => {
    expect(isNotThere(answered(status, words))).toBe(expected);
  });

  it("tells units out of bounds from times out of bounds", () => {
    expect(isOutOfBounds(answered(400, "Units out of bounds"))).toBe(false);
  });
});
