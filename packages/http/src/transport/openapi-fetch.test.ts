import createClient, { type Client } from "openapi-fetch";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { answerJson, startServer } from "../__fixtures__/local-server.ts";
import { thrownBy } from "../__fixtures__/thrown-by.ts";
import type { UsagePaths } from "../__fixtures__/usage-paths.ts";
import { callOperation } from "../call-operation.ts";
import { createTransport } from "./create-transport.ts";

const transport = createTransport();
const { fetch, Request } = transport;
afterAll(() => transport.close());

function connect(baseUrl: string): Client<UsagePaths> {
  return createClient<UsagePaths>({ baseUrl, fetch, Request, headers: { "x-key": "one" } });
}

describe("a generated client over the transport", () => {
  it("sends and reads JSON with its own headers, query and types", async () => {
    await using server = await startServer((response, { method }) =>
      method === "POST"
        ? answerJson(response, { id: "a" }, { status: 201 })
        : answerJson(response, []),
    );
    const client = connect(server.url);
    const posted = await callOperation({
      channel: "rebilly",
      operation: "PostUsage",
      method: "POST",
      attempt: (signal) => client.POST("/usages", { body: { quantity: 1.5 }, signal }),
    });
    await client.GET("/usages", { params: { query: { limit: 5 } } });
    expectTypeOf(posted.data.id).toEqualTypeOf<string>();
    expect(posted.data).toEqual({ id: "a" });
    expect(posted.response.status).toBe(201);
    const [post, get] = server.seen;
    expect(post?.body.toString()).toBe('{"quantity":1.5}');
    expect(post?.headers).toMatchObject({ "x-key": "one", "content-type": "application/json" });
    expect(get?.path).toBe("/usages?limit=5");
    expect(get?.headers).not.toHaveProperty("content-type");
  });

  it("takes 204 for success where nothing is expected, and for a defect elsewhere", async () => {
    await using server = await startServer((response) => response.writeHead(204).end());
    const client = connect(server.url);
    const call = {
      channel: "rebilly",
      operation: "DeleteUsage",
      method: "DELETE",
      attempt: (signal: AbortSignal) =>
        client.DELETE("/usages/{id}", { params: { path: { id: "a b" } }, signal }),
    };
    const { data, response } = await callOperation({ ...call, acceptEmpty: true });
    expect(data).toBeUndefined();
    expect(response.status).toBe(204);
    expect(server.seen[0]?.path).toBe("/usages/a%20b");
    expect(await thrownBy(callOperation(call))).toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      status: 204,
    });
  });

  it("lets middleware change headers and copy the request", async () => {
    await using server = await startServer((response) => answerJson(response, []));
    const client = connect(server.url);
    client.use({
      onRequest: ({ request }) => {
        request.headers.set("x-signature", "fresh");
        return new Request(request, {
          headers: { ...Object.fromEntries(request.headers), b: "2" },
        });
      },
    });
    await client.GET("/usages");
    expect(server.seen[0]?.headers).toMatchObject({
      "x-key": "one",
      "x-signature": "fresh",
      b: "2",
    });
  });

  it.each([
    ["with a length", { "content-length": "6" }],
    ["without a length", {}],
  ])("names the status of a success that is not JSON, sent %s", async (_case, headers) => {
    await using server = await startServer((response) => {
      response.writeHead(202, { "content-type": "text/html", ...headers });
      response.write("<html>");
      response.end();
    });
    const client = connect(server.url);
    const error = await thrownBy(
      callOperation({
        channel: "rebilly",
        operation: "PostUsage",
        method: "POST",
        attempt: (signal) => client.POST("/usages", { body: { quantity: 1 }, signal }),
      }),
    );
    expect(error).toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      status: 202,
      outcomeUnknown: true,
      message: "rebilly answered PostUsage with 202 and a body that is not JSON",
    });
  });

  it("takes an empty 500 for a failure, with a length and without", async () => {
    await using server = await startServer((response, _request, count) => {
      response.writeHead(500, count === 1 ? { "content-length": "0" } : {});
      response.flushHeaders();
      response.end();
    });
    const client = connect(server.url);
    const post = () =>
      callOperation({
        channel: "rebilly",
        operation: "PostUsage",
        method: "POST",
        attempt: (signal) => client.POST("/usages", { body: { quantity: 1 }, signal }),
      });
    const expected = { code: "CHANNEL_REQUEST", status: 500, detail: "no details given" };
    expect(await thrownBy(post())).toMatchObject({ ...expected, outcomeUnknown: true });
    expect(await thrownBy(post())).toMatchObject({ ...expected, outcomeUnknown: true });
    expect(server.seen).toHaveLength(2);
  });
});
