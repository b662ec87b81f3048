import { Quantity, RateLimitError, UsageBillingError } from "@usage-billing/core";
import { afterEach, describe, expect, it } from "vitest";
import { type Answer, answerWith, type SeenRequest } from "./__fixtures__/answer-with.ts";
import { onlyDelivery } from "./__fixtures__/only-delivery.ts";
import {
  OCTOBER,
  startTwoCheckout,
  type TwoCheckoutHarness,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";

const HOUR = 3_600_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function start(): Promise<TwoCheckoutHarness> {
  const harness = await startTwoCheckout();
  closers.push(harness.close);
  return harness;
}

async function answering(answer: (request: SeenRequest) => Answer) {
  const server = await answerWith(answer);
  closers.push(server.close);
  return server;
}

function hours(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const begin = OCTOBER + index * HOUR;
    return usageRecord({
      recordId: `r-${index}`,
      quantity: Quantity.parse(String(index)),
      period: { start: begin, end: begin + HOUR },
    });
  });
}

const stored = {
  UsageReference: 7,
  SubscriptionReference: "TWIN000001",
  OptionCode: "API_CALLS",
  UsageStart: "2026-10-01 00:00:00",
  UsageEnd: "2026-10-01 23:59:59",
  Units: 1500,
  Description: "[ub:record-1]",
};

describe("send", () => {
  it("sends the planned bytes and gives each record its own reference", async () => {
    const { channel, seen } = await answering(() => ({ body: [stored] }));
    const delivery = onlyDelivery(channel, [usageRecord()]);
    const [outcome] = await channel.send(delivery);
    expect(outcome).toEqual({
      status: "accepted",
      recordId: "record-1",
      reference: "7",
      channelState: "open",
    });
    expect(seen[0]?.body).toBe(new TextDecoder().decode(delivery.body));
    expect(seen[0]?.url.pathname).toBe("/rest/6.0/subscriptions/TWIN000001/usages/");
  });

  it("gives a verdict to every record of an array that one bad record spoils", async () => {
    const { channel, twin } = await start();
    const [first, second, third] = hours(3);
    if (!first || !second || !third) throw new Error("three records");
    const bad = { ...second, meter: "NO_SUCH" };
    const late = { ...third, period: { start: Date.UTC(2028, 1), end: Date.UTC(2028, 2) } };
    const outcomes = await channel.send(onlyDelivery(channel, [first, bad, late]));
    expect(outcomes.map((outcome) => [outcome.recordId, outcome.status])).toEqual([
      ["r-0", "accepted"],
      ["r-1", "refused"],
      ["r-2", "refused"],
    ]);
    const rules = outcomes.map((outcome) => "problem" in outcome && outcome.problem.rule);
    expect(rules).toEqual([false, "unknown-meter", "outside-subscription"]);
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["0"]);
  });

  it("finds by read-back what a refused array stored, and sends only the rest", async () => {
    const posted: string[] = [];
    const { channel } = await answering(({ method, body }) => {
      if (method === "GET") return { body: { Items: [stored], Pagination: { Count: 1 } } };
      posted.push(body);
      if (posted.length === 1) return { status: 400, body: { error_code: "X", message: "bad" } };
      return { body: [{ ...stored, UsageReference: 8, Description: "[ub:record-2]" }] };
    });
    const two = usageRecord({ recordId: "record-2" });
    const outcomes = await channel.send(onlyDelivery(channel, [usageRecord(), two]));
    expect(outcomes.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    expect(posted).toHaveLength(2);
    expect(posted[1]).not.toContain("record-1");
  });

  it("leaves in doubt, and never throws away, what single sends did not reach", async () => {
    let posts = 0;
    const { channel } = await answering(({ method }) => {
      if (method === "GET") return { body: { Items: [], Pagination: { Count: 0 } } };
      posts += 1;
      if (posts === 2) return { body: [stored] };
      return { status: posts === 1 ? 400 : 429, body: { error_code: "X", message: "no" } };
    });
    const records = ["record-1", "record-2", "record-3"].map((recordId) =>
      usageRecord({ recordId }),
    );
    const outcomes = await channel.send(onlyDelivery(channel, records));
    expect(outcomes.map(({ status }) => status)).toEqual(["accepted", "unknown", "unknown"]);
    expect(posts).toBe(3);
    const reasons = outcomes.map((outcome) => "reason" in outcome && outcome.reason);
    expect(reasons[1]).toMatch(/^after the array was refused: .*X: no/);
    expect(reasons[2]).toBe(reasons[1]);
  });

  it("leaves a refused array in doubt when it cannot be read back", async () => {
    const { channel } = await answering(({ method }) => ({
      status: method === "GET" ? 503 : 400,
      body: { error_code: "X", message: "no" },
    }));
    const records = [usageRecord(), usageRecord({ recordId: "record-2" })];
    const outcomes = await channel.send(onlyDelivery(channel, records));
    expect(outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  });

  it("takes a lone object for the answer to one usage", async () => {
    const { channel } = await answering(() => ({ body: stored }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome).toMatchObject({ status: "accepted", reference: "7" });
  });

  it("does not know which usage is the record when the answer names it twice", async () => {
    const body = [stored, { ...stored, UsageReference: 8 }];
    const { channel } = await answering(() => ({ body }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome).toEqual({
      status: "unknown",
      recordId: "record-1",
      reason: "the answer does not name the record once",
    });
  });

  it.each([
    ["other units", { ...stored, Units: 1499 }],
    ["another period", { ...stored, UsageEnd: "2026-10-02 23:59:59" }],
    ["another meter", { ...stored, OptionCode: "SEATS" }],
    ["another record", { ...stored, Description: "[ub:record-2]" }],
  ])("does not take an answer with %s for acceptance", async (_case, body) => {
    const { channel } = await answering(() => ({ body: [body] }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome?.status).toBe("unknown");
  });

  it("reads an error that comes with a status of success", async () => {
    const body = { error_code: "INVALID", message: "Usage interval out of bounds" };
    const { channel } = await answering(() => ({ body }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome).toMatchObject({
      status: "refused",
      problem: {
        rule: "outside-subscription",
        channelWords: "INVALID: Usage interval out of bounds",
      },
    });
  });

  it("asks nothing more about a lone record that is refused", async () => {
    const body = { error_code: "INVALID", message: "'Units' are out of bounds" };
    const { channel, seen } = await answering(() => ({ status: 400, body }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome).toMatchObject({ status: "refused", problem: { rule: "invalid-units" } });
    expect(seen.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("does not take a claim that the usage is there already for a refusal or an acceptance", async () => {
    const body = { error_code: "X", message: "This usage already exists" };
    const { channel } = await answering(() => ({ status: 400, body }));
    const [outcome] = await channel.send(onlyDelivery(channel, [usageRecord()]));
    expect(outcome?.status).toBe("unknown");
  });

  it.each([
    ["not JSON", "<html>"],
    ["a usage without reference", [{ ...stored, UsageReference: undefined }]],
    ["units that are no number", [{ ...stored, Units: "many" }]],
    ["times that are none", [{ ...stored, UsageStart: "yesterday" }]],
    ["null", [null]],
  ])("knows nothing of the outcome after %s", async (_case, body) => {
    const { channel } = await answering(() => ({ body }));
    const sending = channel.send(onlyDelivery(channel, [usageRecord()]));
    await expect(sending).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      outcomeUnknown: true,
    });
  });

  it.each([
    [200, { error_code: "AUTHENTICATION_ERROR", message: "no" }],
    [401, { error_code: "AUTHENTICATION_ERROR", message: "the-secret-key is wrong" }],
  ])("throws for wrong credentials under status %i, without showing them", async (status, body) => {
    const { channel } = await answering(() => ({ status, body }));
    const error: unknown = await channel
      .send(onlyDelivery(channel, [usageRecord()]))
      .catch((thrown: unknown) => thrown);
    expect(UsageBillingError.isInstance(error) && error.code).toBe("AUTHENTICATION");
    expect(String(error)).not.toContain("the-secret-key");
  });

  it("refuses every record of a subscription that is not there", async () => {
    const { channel } = await start();
    const records = ["a", "b"].map((recordId) => usageRecord({ recordId, subscription: "NOSUCH" }));
    const outcomes = await channel.send(onlyDelivery(channel, records));
    expect(outcomes.map((outcome) => "problem" in outcome && outcome.problem.rule)).toEqual([
      "unknown-subscription",
      "unknown-subscription",
    ]);
  });

  it("throws when it is told to slow down", async () => {
    const { channel, twin } = await start();
    twin.arm({ kind: "rate-limit", retryAfter: 1, times: 9 });
    const sending = channel.send(onlyDelivery(channel, [usageRecord()]));
    await expect(sending).rejects.toBeInstanceOf(RateLimitError);
  });
});
