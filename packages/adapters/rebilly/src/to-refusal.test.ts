import { AuthenticationError, ChannelRequestError, RateLimitError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { toRefusal } from "./to-refusal.ts";

const record = usageRecord();

function answered(status: number, detail = "no") {
  const call = { channel: "rebilly", operation: "createUsage", isWrite: true, inOwnForm: true };
  return { ...call, status, detail };
}

describe("toRefusal", () => {
  it.each([
    [400, "invalid-request", "record"],
    [404, "unknown-subscription", "subscription"],
    [409, "usage-limit-exceeded", "quantity"],
    [422, "invalid-fields", "record"],
  ])("takes %i for a refusal by the rule %s", (status, rule, field) => {
    const refusal = toRefusal(record, new ChannelRequestError(answered(status)));
    expect(refusal).toMatchObject({
      status: "refused",
      recordId: "record-1",
      problem: { rule, field, channelWords: "no", fix: expect.any(String) },
    });
  });

  it.each([
    [400, "Rebilly could not read the usage", "Mend the field that Rebilly names"],
    [404, "Rebilly does not know the subscription", "Give the id of the subscription item"],
    [409, "a limit of the plan, or the state of the subscription", "acceptPartial to fill"],
    [422, "Rebilly found invalid fields", "Mend the fields that Rebilly names"],
  ])("says of %i what it means and what to do", (status, message, fix) => {
    const { problem } = toRefusal(record, new ChannelRequestError(answered(status))) ?? {};
    expect([problem?.message, problem?.fix]).toEqual([
      expect.stringContaining(message),
      expect.stringContaining(fix),
    ]);
  });

  it.each([
    ["Wrong.; subscriptionId: unknown", "subscription"],
    ["quantity: must be at least 0.001; usageTime: odd", "quantity"],
    ["Wrong.; usageTime: odd; quantity: odd", "period"],
    ["acceptPartialQuantity: odd", "acceptPartial"],
    ["The quantity: odd", "record"],
  ])("finds our field for %j", (detail, field) => {
    const refusal = toRefusal(record, new ChannelRequestError(answered(422, detail)));
    expect(refusal?.problem.field).toBe(field);
  });

  it.each([
    new AuthenticationError(answered(401)),
    new RateLimitError(answered(429)),
    new ChannelRequestError(answered(500)),
    new ChannelRequestError(answered(408)),
    new ChannelRequestError({ ...answered(404), inOwnForm: false }),
    new Error("defect"),
    undefined,
  ])("takes nothing else for one: %s", (error) => {
    expect(toRefusal(record, error)).toBeUndefined();
  });
});
