import {
  AuthenticationError,
  MissingConfigurationError,
  RateLimitError,
  UnexpectedResponseError,
} from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { createAnsweringTransport } from "./__fixtures__/answering-transport.ts";
import { openRebilly, planOne, sendOne } from "./__fixtures__/open-rebilly.ts";
import { OCTOBER, usageRecord } from "./__fixtures__/usage-record.ts";
import { createRebillyChannel, type RebillyChannelOptions } from "./rebilly-channel.ts";

const account = { organizationId: "org_1", apiKey: "sk_secret" };

describe("createRebillyChannel", () => {
  const credentials =
    "set either the option apiKey, or token; or the environment variable USAGE_BILLING_EU_2_API_KEY, or USAGE_BILLING_EU_2_TOKEN";

  it.each<[string, Partial<RebillyChannelOptions>, string]>([
    ["no credential", { apiKey: "" }, credentials],
    ["two credentials", { token: "jwt" }, credentials],
    ["no organization", { organizationId: "" }, "organizationId is missing"],
    ["an odd base URL", { baseUrl: "api.rebilly.com" }, "baseUrl must be"],
  ])("refuses %s", (_case, options, words) => {
    const create = () => createRebillyChannel({ id: "eu-2", ...account, ...options });
    expect(create).toThrow(MissingConfigurationError);
    expect(create).toThrow(words);
    expect(create).not.toThrow("sk_secret");
  });

  it("knows how many writes the sandbox takes, and no limit of another server", () => {
    const budgetAt = (baseUrl?: string) =>
      createRebillyChannel({ ...account, ...(baseUrl === undefined ? {} : { baseUrl }) })
        .capabilities.writeBudget;
    expect(budgetAt("https://api-sandbox.rebilly.com")).toEqual({
      requests: 3_000,
      milliseconds: 600_000,
    });
    expect([budgetAt(), budgetAt("https://api.rebilly.com")]).toEqual([undefined, undefined]);
  });

  it("has the id that it was given, and names it in what it holds", async () => {
    const { channel } = await openRebilly({ channel: { id: "eu" } });
    await sendOne(channel, usageRecord());
    expect(channel.id).toBe("eu");
    expect(channel.plan([usageRecord()])[0]?.channel).toBe("eu");
    const held = await Array.fromAsync(channel.list({ from: OCTOBER, to: OCTOBER + 1 }));
    expect(held).toMatchObject([{ channel: "eu" }]);
  });

  it("takes a session token in place of a key", async () => {
    const { channel, twin } = await openRebilly();
    const { organizationId } = { organizationId: "org_twin_sample" };
    const token = "twin-session-token";
    const other = createRebillyChannel({ organizationId, token, baseUrl: twin.baseUrl });
    expect(await sendOne(other, usageRecord())).toMatchObject({ status: "accepted" });
    expect(await channel.settle(planOne(channel, usageRecord()))).toMatchObject([
      { status: "accepted" },
    ]);
  });

  it("does not show a key that Rebilly does not take", async () => {
    const { channel } = await openRebilly({ channel: { apiKey: "sk_wrong_key" } });
    const failure = await sendOne(channel, usageRecord()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(JSON.stringify(failure) + String(failure)).not.toContain("sk_wrong_key");
  });

  it("does not show a key that an answer repeats", async () => {
    const echo = () => Response.json({ detail: "unknown key sk_secret" }, { status: 401 });
    const transport = createAnsweringTransport(echo);
    const channel = createRebillyChannel({ ...account, transport });
    await expect(sendOne(channel, usageRecord())).rejects.toMatchObject({
      detail: "unknown key [redacted]",
    });
  });

  it("waits until the second that Rebilly names, then sends once", async () => {
    const clock = createFakeClock(OCTOBER + 250);
    const { channel, twin } = await openRebilly({
      channel: { clock, retries: 2 },
      twin: { clock },
    });
    twin.arm({ kind: "rate-limit", retryAfter: 90 });
    expect(await sendOne(channel, usageRecord())).toMatchObject({ status: "accepted" });
    expect(clock.now()).toBe(OCTOBER + 91_000);
    expect(clock.sleeps).toEqual([90_750]);
    expect(twin.usage()).toHaveLength(1);
  });

  it("throws when Rebilly asks for a longer wait, and says how long", async () => {
    const clock = createFakeClock(OCTOBER);
    const { channel, twin } = await openRebilly({ channel: { clock }, twin: { clock } });
    twin.arm({ kind: "rate-limit", retryAfter: 600 });
    const failure = await sendOne(channel, usageRecord()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RateLimitError);
    expect(failure).toMatchObject({ retryAfter: 600_000, outcomeUnknown: false });
  });

  it("ends a call when its signal does", async () => {
    const { channel, twin } = await openRebilly();
    const signal = AbortSignal.abort();
    await expect(channel.send(planOne(channel, usageRecord()), { signal })).rejects.toMatchObject({
      outcomeUnknown: false,
    });
    expect(twin.usage()).toEqual([]);
  });

  it("spreads what it tries again by the numbers that it was given", async () => {
    const clock = createFakeClock();
    const baseUrl = "http://127.0.0.1:1";
    const channel = createRebillyChannel({ ...account, baseUrl, clock, random: () => 0.5 });
    const listed = Array.fromAsync(channel.list({ from: 0, to: 1 }));
    await expect(listed).rejects.toMatchObject({ code: "CHANNEL_CONNECTION" });
    expect(clock.sleeps).toEqual([250, 500, 1_000]);
  });
});

describe("an answer that cannot be read", () => {
  const usage =
    '{"id":"u","subscriptionId":"s","quantity":1.125,"usageTime":"2026-10-01T00:00:00Z"}';

  function answering(body: string, headers: HeadersInit = {}) {
    const transport = createAnsweringTransport(() => new Response(body, { status: 200, headers }));
    return createRebillyChannel({ ...account, transport });
  }

  it.each([
    ["nothing", ""],
    ["no JSON", "<html>ok</html>"],
    ["no object", "null"],
    ["no id", usage.replace('"id":"u",', "")],
    ["no quantity", usage.replace('"quantity":1.125,', "")],
    ["no time", usage.replace(',"usageTime":"2026-10-01T00:00:00Z"', "")],
  ])("leaves the outcome of a post unknown: %s", async (_case, body) => {
    const failure = await sendOne(answering(body), usageRecord()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnexpectedResponseError);
    expect(failure).toMatchObject({ outcomeUnknown: true, operation: "createUsage", status: 200 });
  });

  it.each([
    ["no JSON", "oops", { "pagination-total": "1" }],
    ["no array", "{}", { "pagination-total": "1" }],
    ["no total", `[${usage}]`, {}],
    ["a total that is no number", `[${usage}]`, { "pagination-total": "many" }],
  ])("fails a list: %s", async (_case, body, headers: Record<string, string>) => {
    const channel = answering(body, headers);
    const failure = await channel
      .settle(planOne(channel, usageRecord()))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnexpectedResponseError);
    expect(failure).toMatchObject({ outcomeUnknown: false, operation: "listUsages" });
  });
});

describe("the request of a post", () => {
  it("has the planned bytes, the key and nothing else of the account", async () => {
    const answer = () => Response.json({ detail: "no" }, { status: 422 });
    const transport = createAnsweringTransport(answer);
    const channel = createRebillyChannel({ ...account, transport });
    const delivery = planOne(channel, usageRecord({ quantity: "999999999999.999" }));
    await channel.send(delivery);
    const [request] = transport.requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("https://api.rebilly.com/organizations/org_1/usages");
    expect(request?.headers.get("reb-apikey")).toBe("sk_secret");
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(await request?.bytes()).toEqual(delivery.body);
  });

  it("names only whole seconds when it is settled", async () => {
    const transport = createAnsweringTransport(() =>
      Response.json([], { headers: { "pagination-total": "0" } }),
    );
    const channel = createRebillyChannel({ ...account, transport });
    await channel.settle(planOne(channel, usageRecord()));
    const query = new URL(transport.requests[0]?.url ?? "").searchParams;
    expect(Object.fromEntries(query)).toEqual({
      filter:
        "subscriptionId:sub_twin_storage_001;usageTime:2026-10-01T00:00:00Z..2026-10-01T00:00:00Z",
      limit: "1000",
      offset: "0",
      sort: "createdTime",
    });
  });
});
