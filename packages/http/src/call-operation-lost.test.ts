import { inspect } from "node:util";
import { ChannelConnectionError } from "@usage-billing/core";
import { afterAll, describe, expect, it } from "vitest";
import { answerJson, closedUrl, startServer } from "./__fixtures__/local-server.ts";
import { thrownBy } from "./__fixtures__/thrown-by.ts";
import type { OperationCall } from "./call/operation-call.ts";
import { callOperation } from "./call-operation.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createTransport } from "./transport/create-transport.ts";

const transport = createTransport();
afterAll(() => transport.close());

type Options = Partial<OperationCall<unknown>> & { readonly fetch?: typeof transport.fetch };

function callAt(url: string, method: "GET" | "POST", options: Options = {}): Promise<unknown> {
  const { fetch = transport.fetch, ...rest } = options;
  const Requests = fetch === transport.fetch ? transport.Request : Request;
  return callOperation<unknown>({
    channel: "connect",
    operation: "uploadUsageFile",
    method,
    clock: createFakeClock(),
    random: () => 0.5,
    attempt: async (signal) => {
      const response = await fetch(new Requests(url, { method, signal }));
      return { data: await response.json(), response };
    },
    ...rest,
  });
}

describe.each([
  ["our transport", transport.fetch],
  ["the platform's fetch", globalThis.fetch as typeof transport.fetch],
])("a call without an answer over %s", (_name, fetch) => {
  it("is tried again, even as a write, when the connection was refused", async () => {
    const clock = createFakeClock();
    const error = await thrownBy(callAt(await closedUrl(), "POST", { clock, fetch, retries: 2 }));
    expect(error).toBeInstanceOf(ChannelConnectionError);
    expect(error).toMatchObject({ outcomeUnknown: false, cause: { code: "ECONNREFUSED" } });
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("leaves a write unknown when the connection was reset before the answer", async () => {
    await using server = await startServer((response) => response.socket?.resetAndDestroy());
    const error = await thrownBy(callAt(server.url, "POST", { fetch }));
    const lost = { code: "CHANNEL_CONNECTION", outcomeUnknown: true, abandoned: false };
    expect(error).toMatchObject(lost);
    expect(server.seen).toHaveLength(1);
  });

  it("is tried again as a read when the connection was reset before the answer", async () => {
    await using server = await startServer((response, _request, count) =>
      count < 3 ? response.socket?.resetAndDestroy() : answerJson(response, { id: "a" }),
    );
    await expect(callAt(server.url, "GET", { fetch })).resolves.toMatchObject({
      data: { id: "a" },
    });
  });

  it.each(["headers", "the rest of the body"])("ends when %s take too long", async (what) => {
    await using server = await startServer((response) => {
      if (what !== "headers") response.writeHead(200, { "content-length": "10" }).write("[");
    });
    const error = await thrownBy(callAt(server.url, "POST", { fetch, timeout: 400 }));
    expect(error).toMatchObject({
      message: "connect gave no answer to uploadUsageFile: no answer within 0.4 s",
      outcomeUnknown: true,
      abandoned: true,
    });
    expect(server.seen).toHaveLength(1);
  });

  it("gives every attempt its own time", async () => {
    await using server = await startServer((response, _request, count) => {
      if (count === 3) answerJson(response, { id: "late" });
    });
    const result = callAt(server.url, "GET", { fetch, timeout: 200 });
    await expect(result).resolves.toMatchObject({ data: { id: "late" } });
  });

  it("ends at once, without another attempt, when the caller ends it", async () => {
    const caller = new AbortController();
    await using server = await startServer(() => caller.abort());
    for (const [method, outcomeUnknown] of [
      ["GET", false],
      ["POST", false],
    ] as const) {
      const error = await thrownBy(callAt(server.url, method, { fetch, signal: caller.signal }));
      expect(error).toMatchObject({ code: "CHANNEL_CONNECTION", outcomeUnknown });
    }
    expect(server.seen).toHaveLength(1);
  });

  it("leaves a write unknown when the caller ends it on its way", async () => {
    const caller = new AbortController();
    await using server = await startServer(() => caller.abort());
    const error = await thrownBy(callAt(server.url, "POST", { fetch, signal: caller.signal }));
    expect(error).toMatchObject({ outcomeUnknown: true, cause: { name: "AbortError" } });
  });
});

describe("callOperation", () => {
  it("ends during the wait before another attempt", async () => {
    const caller = new AbortController();
    await using server = await startServer((response) => answerJson(response, {}, { status: 429 }));
    const clock = {
      now: () => 0,
      sleep: async (_milliseconds: number, signal?: AbortSignal) => {
        caller.abort();
        signal?.throwIfAborted();
      },
    };
    const error = await thrownBy(callAt(server.url, "POST", { clock, signal: caller.signal }));
    expect(error).toMatchObject({ code: "RATE_LIMIT" });
    expect(server.seen).toHaveLength(1);
  });

  it("passes on what is a defect of the attempt itself", async () => {
    const defect = new TypeError("answer.items is not iterable");
    const attempt = () => Promise.reject(defect);
    expect(await thrownBy(callAt("", "POST", { attempt }))).toBe(defect);
  });

  it("keeps no secret of a failing fetch, neither in the message nor in the cause", async () => {
    const secret = "s3cr3t/+value";
    const failure = Object.assign(new Error(`cannot reach https://me:pass@host/?k=${secret}`), {
      code: "ECONNRESET",
      request: { headers: { authorization: secret } },
    });
    const attempt = () => Promise.reject(new TypeError("fetch failed", { cause: failure }));
    const error = await thrownBy(callAt("", "POST", { attempt, secrets: [secret] }));
    expect(error).toMatchObject({ outcomeUnknown: true, cause: { code: "ECONNRESET" } });
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain("me:pass");
    expect(shown).toContain("cannot reach");
  });
});
