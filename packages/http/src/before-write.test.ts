import { UnsupportedOperationError } from "@usage-billing/core";
import createClient from "openapi-fetch";
import { afterAll, describe, expect, it } from "vitest";
import { answerJson, startServer } from "./__fixtures__/local-server.ts";
import { thrownBy } from "./__fixtures__/thrown-by.ts";
import type { UsagePaths } from "./__fixtures__/usage-paths.ts";
import { callOperation } from "./call-operation.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createTransport } from "./transport/create-transport.ts";

const transport = createTransport();
afterAll(() => transport.close());

const objection = new UnsupportedOperationError("the turn is over");

function call(url: string, method: "GET" | "POST", beforeWrite: () => void): Promise<unknown> {
  const client = createClient<UsagePaths>({
    baseUrl: url,
    fetch: transport.fetch,
    Request: transport.Request,
  });
  return callOperation<unknown>({
    channel: "rebilly",
    operation: "usages",
    method,
    clock: createFakeClock(0),
    beforeWrite,
    attempt: (signal) =>
      method === "GET"
        ? client.GET("/usages", { signal })
        : client.POST("/usages", { body: { quantity: 1 }, signal }),
  });
}

/** Throws from its n-th call on. */
function objectFrom(first: number): { readonly ask: () => void; count: number } {
  const asked = {
    count: 0,
    ask: () => {
      asked.count += 1;
      if (asked.count >= first) throw objection;
    },
  };
  return asked;
}

describe("beforeWrite", () => {
  it("is asked before a write, and again when the first byte is about to go out", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const asked = objectFrom(3);
    await call(server.url, "POST", asked.ask);
    expect([asked.count, server.seen.length]).toEqual([2, 1]);
  });

  it.each([
    ["before the attempt", 1],
    ["when the connection stands", 2],
  ])(
    "keeps a write from being sent %s, and ends the call with its own error",
    async (_when, first) => {
      await using server = await startServer((response) => answerJson(response, {}));
      const asked = objectFrom(first);
      expect(await thrownBy(call(server.url, "POST", asked.ask))).toBe(objection);
      expect([asked.count, server.seen.length]).toEqual([first, 0]);
      expect(objection.outcomeUnknown).toBe(false);
    },
  );

  it.each([1, 2])("rejects with what is no error of ours too, from call %i", async (first) => {
    await using server = await startServer((response) => answerJson(response, {}));
    let count = 0;
    const thrown = new Error("any other");
    const ask = () => {
      count += 1;
      if (count >= first) throw thrown;
    };
    expect(await thrownBy(call(server.url, "POST", ask))).toBe(thrown);
    expect(server.seen).toHaveLength(0);
  });

  it("keeps a repeated attempt from being sent", async () => {
    await using server = await startServer((response) =>
      answerJson(response, {}, { status: 429, headers: { "retry-after": "1" } }),
    );
    expect(await thrownBy(call(server.url, "POST", objectFrom(3).ask))).toBe(objection);
    expect(server.seen).toHaveLength(1);
  });

  it("is not asked about a read", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const asked = objectFrom(1);
    await call(server.url, "GET", asked.ask);
    expect([asked.count, server.seen.length]).toEqual([0, 1]);
  });
});
