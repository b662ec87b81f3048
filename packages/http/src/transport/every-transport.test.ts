import { getEventListeners } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { answerJson, startServer } from "../__fixtures__/local-server.ts";
import { thrownBy } from "../__fixtures__/thrown-by.ts";
import { askBeforeWrite } from "../call/before-write.ts";
import { createTransport as createOnFetch } from "./create-fetch-transport.ts";
import { createTransport } from "./create-transport.ts";
import type { TransportOptions } from "./transport.ts";

const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((transport) => transport.close())));

describe.each([
  ["undici", createTransport],
  ["the platform's fetch", createOnFetch],
])("a transport over %s", (_name, create) => {
  function start(options: TransportOptions = {}) {
    const transport = create(options);
    open.push(transport);
    return transport;
  }
  const { fetch, Request } = start();

  it.each([
    ["a text without a type of its own", "text", {}, /^(text\/plain.*)?$/],
    ["a text with its own", "{}", { "content-type": "application/json" }, /^application\/json$/],
    ["a form", new URLSearchParams({ a: "1" }), {}, /^application\/x-www-form-urlencoded/],
    ["a form with a type of its own", new URLSearchParams(), { "content-type": "x/y" }, /^x\/y$/],
    ["a blob", new Blob(["x"], { type: "text/csv" }), {}, /^text\/csv$/],
    ["bytes", new Uint8Array([1]), {}, /^$/],
  ])("sends %s", async (_case, body, headers, type) => {
    await using server = await startServer((response) => answerJson(response, {}));
    await fetch(new Request(server.url, { method: "POST", body, headers }));
    const { headers: seen, body: received } = server.seen[0] ?? expect.fail("no request");
    expect(seen["content-type"] ?? "").toMatch(type);
    expect(received.toString()).toBe(await new Response(body).text());
  });

  it("gives status, words, address and headers of an answer", async () => {
    await using server = await startServer((response) => {
      response.writeHead(207, "Some", { "x-one": "1", "x-two": ["2", "3"] }).end("text");
    });
    const response = await fetch(new Request(`${server.url}/a?b=1`));
    expect(response).toMatchObject({ status: 207, statusText: "Some", ok: true });
    expect(response.url).toBe(`${server.url}/a?b=1`);
    const values = ["x-one", "x-two", "content-length"].map((name) => response.headers.get(name));
    expect([values, await response.text()]).toEqual([["1", "2, 3", "4"], "text"]);
  });

  it("reads an empty answer, and one that is just as long as it may be", async () => {
    await using server = await startServer((response, { path }) => {
      if (path === "/empty") response.writeHead(204).end();
      else response.end("12345");
    });
    const narrow = start({ maximumBytes: 5 });
    const empty = await narrow.fetch(new Request(`${server.url}/empty`));
    expect([empty.body, await empty.text()]).toEqual([null, ""]);
    expect(await (await narrow.fetch(new Request(server.url))).text()).toBe("12345");
  });

  it("ends with the signal's own reason, and no longer listens to it", async () => {
    const caller = new AbortController();
    await using server = await startServer(() => caller.abort(new Error("enough")));
    const request = new Request(server.url, { method: "POST", body: "x", signal: caller.signal });
    expect(await thrownBy(fetch(request))).toMatchObject({
      name: "TransportError",
      message: "enough",
      requestSent: true,
      isObjection: false,
    });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  it("no longer listens to the signal of a call that is answered or refused", async () => {
    await using server = await startServer((response, { path }) => {
      if (path === "/lost") response.destroy();
      else answerJson(response, {});
    });
    const { signal } = new AbortController();
    await fetch(new Request(server.url, { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await thrownBy(fetch(new Request(`${server.url}/lost`, { method: "POST", signal })));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    askBeforeWrite(signal, () => {
      throw new Error("not now");
    });
    const error = await thrownBy(fetch(new Request(server.url, { signal })));
    expect(error).toMatchObject({ message: "not now", requestSent: false });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(server.seen.map(({ path }) => path)).toEqual(["/", "/lost"]);
  });
});

describe("closing", () => {
  it("ends what undici has opened: no further request is taken", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const transport = createTransport();
    await transport.fetch(new transport.Request(server.url));
    await transport.close();
    const late = transport.fetch(new transport.Request(server.url));
    expect(await thrownBy(late)).toMatchObject({ name: "TransportError", requestSent: false });
  });
});
