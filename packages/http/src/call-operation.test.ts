import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { AuthenticationError, ChannelRequestError, RateLimitError } from "@usage-billing/core";
import createClient from "openapi-fetch";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, answerJson, startServer } from "./__fixtures__/local-server.ts";
import { thrownBy } from "./__fixtures__/thrown-by.ts";
import type { UsagePaths } from "./__fixtures__/usage-paths.ts";
import type { OperationCall } from "./call/operation-call.ts";
import { callOperation } from "./call-operation.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createTransport } from "./transport/create-transport.ts";

const transport = createTransport();
afterAll(() => transport.close());

const NOW = Date.UTC(2026, 9, 1);

type Options = Partial<OperationCall<unknown>>;

/** Posts or gets a usage with a fake clock, no jitter, and whatever else a test asks for. */
function callAt(url: string, method: "GET" | "POST", options: Options = {}): Promise<unknown> {
  const client = createClient<UsagePaths>({
    baseUrl: url,
    fetch: transport.fetch,
    Request: transport.Request,
  });
  return callOperation<unknown>({
    channel: "rebilly",
    operation: `${method === "GET" ? "List" : "Post"}Usages`,
    method,
    clock: createFakeClock(NOW),
    random: () => 0.5,
    attempt: (signal) =>
      method === "GET"
        ? client.GET("/usages", { signal })
        : client.POST("/usages", { body: { quantity: 1 }, signal }),
    ...options,
  });
}

/** Answers with each of these in turn, the last one again and again. */
function inTurn(...answers: readonly [Answer, ...Answer[]]): Answer {
  return (response, request, count) =>
    (answers[count - 1] ?? answers[answers.length - 1] ?? answers[0])(response, request, count);
}

const fine: Answer = (response) => answerJson(response, { id: "usage-1" });
const status =
  (code: number, headers: Record<string, string> = {}, body: unknown = { detail: "no" }): Answer =>
  (response) =>
    answerJson(response, body, { status: code, headers });

describe("a channel that asks to slow down", () => {
  it.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["a date", { "retry-after": new Date(NOW + 90_000).toUTCString() }, 90_000],
    ["seconds since 1970", { "x-ratelimit-retry-after": String(NOW / 1000 + 12) }, 12_000],
    ["nothing", {}, 250],
    ["a moment that is over", { "retry-after": "0" }, 250],
  ])("is obeyed when it says %s, for a write too", async (_case, headers, wait) => {
    const clock = createFakeClock(NOW);
    await using server = await startServer(inTurn(status(429, headers), fine));
    await expect(callAt(server.url, "POST", { clock })).resolves.toMatchObject({
      data: { id: "usage-1" },
    });
    expect(clock.sleeps).toEqual([wait]);
    expect(server.seen.map(({ body }) => body.toString())).toEqual([
      '{"quantity":1}',
      '{"quantity":1}',
    ]);
  });

  it("is not waited for longer than allowed; the error says when to come back", async () => {
    const clock = createFakeClock(NOW);
    await using server = await startServer(status(429, { "retry-after": "301" }));
    const error = await thrownBy(callAt(server.url, "POST", { clock }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: "RATE_LIMIT", retryAfter: 301_000, outcomeUnknown: false });
    expect(clock.sleeps).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it("is asked at most as often as allowed, with growing waits", async () => {
    const clock = createFakeClock(NOW);
    await using server = await startServer(status(429));
    const error = await thrownBy(callAt(server.url, "POST", { clock, retries: 4 }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(clock.sleeps).toEqual([250, 500, 1_000, 2_000]);
    expect(server.seen).toHaveLength(5);
  });
});

describe("a call that is over", () => {
  it.each([200, 500])("with %d no longer listens to the caller's signal", async (code) => {
    const { signal } = new AbortController();
    await using server = await startServer(status(code));
    await callAt(server.url, "POST", { signal }).catch(() => undefined);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("says that a success had no body", async () => {
    await using server = await startServer((response) => response.writeHead(200).end());
    const attempt = async () => ({ data: undefined, response: await fetch(server.url) });
    const error = await thrownBy(callAt(server.url, "POST", { attempt }));
    expect(error).toMatchObject({
      message: "rebilly answered PostUsages with 200 and a body that is empty",
      outcomeUnknown: true,
    });
  });
});

describe("a channel that fails", () => {
  it.each([408, 500, 502, 503])("is asked again for a read after %d", async (code) => {
    await using server = await startServer(inTurn(status(code), status(code), fine));
    await expect(callAt(server.url, "GET")).resolves.toMatchObject({ data: { id: "usage-1" } });
    expect(server.seen).toHaveLength(3);
  });

  it.each([408, 500, 503])("is never sent a write again after %d", async (code) => {
    await using server = await startServer(status(code, { "retry-after": "1" }));
    const error = await thrownBy(callAt(server.url, "POST"));
    expect(error).toMatchObject({ status: code, outcomeUnknown: true, retryAfter: 1_000 });
    expect(server.seen).toHaveLength(1);
  });

  it.each([400, 404, 409, 422])("is not asked again after %d", async (code) => {
    await using server = await startServer(status(code));
    const error = await thrownBy(callAt(server.url, "GET"));
    expect(error).toBeInstanceOf(ChannelRequestError);
    expect(error).toMatchObject({ retryable: false, outcomeUnknown: false });
    expect(server.seen).toHaveLength(1);
  });

  it.each([401, 403])("throws for credentials that are not accepted (%d)", async (code) => {
    await using server = await startServer(status(code));
    const error = await thrownBy(callAt(server.url, "GET"));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ message: `rebilly answered ListUsages with ${code}: no` });
  });

  it("has its error described by the adapter, unless that says nothing or fails", async () => {
    await using server = await startServer(status(422, {}, { invalidFields: [{ field: "q" }] }));
    const detailOf = async (describe: (error: unknown) => string) =>
      Reflect.get((await thrownBy(callAt(server.url, "POST", { describe }))) as Error, "detail");
    expect(await detailOf((error) => Object.keys(error as object).join())).toBe("invalidFields");
    const fallback = '{"invalidFields":[{"field":"q"}]}';
    expect(await detailOf(() => "")).toBe(fallback);
    expect(await detailOf((error) => (error as { a: { b: string } }).a.b)).toBe(fallback);
  });

  it("answers with an HTML page, which is not quoted", async () => {
    await using server = await startServer((response) => {
      response.writeHead(502, { "content-type": "text/html" });
      response.end(`<html><head><title>502 Bad\nGateway</title></head>${"<p>x".repeat(999)}`);
    });
    const error = await thrownBy(callAt(server.url, "POST", { describe: () => "unused" }));
    expect(error).toMatchObject({ detail: 'an HTML page, "502 Bad Gateway"' });
  });

  it("names the target of a redirect", async () => {
    await using server = await startServer((response) =>
      response.writeHead(302, { location: "https://elsewhere.example/?token=abc" }).end(),
    );
    const error = await thrownBy(callAt(server.url, "GET"));
    expect(error).toMatchObject({
      status: 302,
      detail: "redirects to https://elsewhere.example/?token=[redacted]",
    });
  });

  it("never gets its secrets into an error", async () => {
    const secret = "s3cr3t/+value";
    const echo = { detail: `key ${secret} and Authorization: ApiKey SU-1:abc are wrong` };
    await using server = await startServer(status(401, {}, echo));
    const error = await thrownBy(callAt(server.url, "POST", { secrets: [secret] }));
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).toContain("[redacted] and Authorization: ApiKey [redacted] are wrong");
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain("SU-1:abc");
  });
});
