import { afterAll, describe, expect, it } from "vitest";
import { answerJson, closedUrl, startServer } from "../__fixtures__/local-server.ts";
import { thrownBy } from "../__fixtures__/thrown-by.ts";
import { createTransport } from "./create-transport.ts";
import { TransportError } from "./transport-error.ts";

const transport = createTransport({ timeout: 5_000 });
const { fetch, Request } = transport;
afterAll(() => transport.close());

/** Every byte value, many times, so that any text conversion would show. */
const BYTES = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);

async function post(url: string, body: BodyInit, headers: HeadersInit = {}): Promise<Response> {
  return fetch(new Request(url, { method: "POST", body, headers }));
}

describe("createTransport", () => {
  it.each([
    ["an array of bytes", BYTES],
    ["a view into a larger buffer", new Uint8Array(BYTES.buffer, 7, 60_000)],
    ["a blob", new Blob([BYTES])],
    ["a stream", new Blob([BYTES]).stream()],
  ])("uploads %s byte for byte", async (_case, body) => {
    await using server = await startServer((response) => answerJson(response, {}));
    const expected = body instanceof Uint8Array ? body : BYTES;
    await post(server.url, body, { "content-type": "application/octet-stream" });
    expect(server.seen[0]?.body.equals(expected)).toBe(true);
    expect(server.seen[0]?.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(expected.length),
    });
  });

  it("uploads a form with a file byte for byte", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const form = new FormData();
    form.set("usage_file", new File([BYTES], "März.xlsx", { type: "application/x-workbook" }));
    await post(server.url, form);
    const { body, headers } = server.seen[0] ?? expect.fail("no request");
    const type = headers["content-type"] ?? "";
    const received = await new Response(new Uint8Array(body), { headers: { "content-type": type } })
      .formData()
      .then((data) => data.get("usage_file") as File);
    expect(received.name).toBe("März.xlsx");
    expect(received.type).toBe("application/x-workbook");
    expect(Buffer.from(await received.arrayBuffer()).equals(BYTES)).toBe(true);
  });

  it("downloads byte for byte, in every form of reading", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-type": "application/x-workbook" });
      response.write(BYTES.subarray(0, 1));
      response.end(BYTES.subarray(1));
    });
    const response = await fetch(new Request(server.url));
    const blob = await response.blob();
    expect(blob.type).toBe("application/x-workbook");
    expect(Buffer.from(await blob.arrayBuffer()).equals(BYTES)).toBe(true);
    expect(Buffer.from(await response.arrayBuffer()).equals(BYTES)).toBe(true);
    expect(Buffer.from(await response.bytes()).equals(BYTES)).toBe(true);
    const streamed = await new Response(response.clone().body).arrayBuffer();
    expect(Buffer.from(streamed).equals(BYTES)).toBe(true);
  });

  it("reads headers in any case and joins repeated ones", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, "Fine", { "Pagination-Total": "5", Link: ["<a>", "<b>"] });
      response.end("\uFEFFtext");
    });
    const response = await fetch(new Request(server.url));
    expect(response.statusText).toBe("Fine");
    expect(await response.text()).toBe("text");
    expect(response.headers.get("pagination-TOTAL")).toBe("5");
    expect(response.headers.get("link")).toBe("<a>, <b>");
    expect(response.headers.get("constructor")).toBeNull();
    expect(Object.fromEntries(response.headers)).toMatchObject({ link: "<a>, <b>" });
  });

  it("adds what a fetch would add and keeps what the caller chose", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    await fetch(new Request(server.url, { headers: { Accept: "application/json" } }));
    expect(server.seen[0]?.headers).toMatchObject({
      accept: "application/json",
      "accept-encoding": "identity",
      "user-agent": "usage-billing",
    });
  });

  it("does not follow a redirect, which would carry the credentials elsewhere", async () => {
    await using server = await startServer((response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    const response = await fetch(new Request(server.url));
    expect([response.status, response.ok]).toEqual([302, false]);
    expect(server.seen).toHaveLength(1);
  });
});

describe("a failing connection", () => {
  it("is proven unsent when nobody listens", async () => {
    const error = await thrownBy(fetch(new Request(await closedUrl(), { method: "POST" })));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ message: "connection refused", requestSent: false });
  });

  it("counts as sent when a kept-alive connection closes under the request", async () => {
    await using server = await startServer((response, _request, count) => {
      if (count === 1) answerJson(response, {});
      else response.destroy();
    });
    const narrow = createTransport({ connections: 1 });
    const send = () => narrow.fetch(new Request(server.url, { method: "POST", body: "{}" }));
    expect((await send()).status).toBe(200);
    const error = await thrownBy(send());
    await narrow.close();
    expect(error).toMatchObject({ name: "TransportError", requestSent: true });
    const [first, second] = server.seen;
    expect(second?.port).toBe(first?.port);
  });

  it("is proven unsent when the call ends while it waits for its turn", async () => {
    const narrow = createTransport({ connections: 1 });
    const held = Promise.withResolvers<void>();
    await using server = await startServer((response, { path }) => {
      held.resolve();
      if (path === "/second") answerJson(response, {});
    });
    const first = new AbortController();
    const second = new AbortController();
    const one = narrow.fetch(new Request(`${server.url}/first`, { signal: first.signal }));
    const failedFirst = thrownBy(one);
    await held.promise;
    const two = narrow.fetch(new Request(`${server.url}/second`, { signal: second.signal }));
    const failedSecond = thrownBy(two);
    second.abort();
    expect(await failedSecond).toMatchObject({ requestSent: false });
    first.abort();
    expect(await failedFirst).toMatchObject({ requestSent: true });
    await narrow.close();
    expect(server.seen.map(({ path }) => path)).toEqual(["/first"]);
  });

  it("ends before it starts when its signal is over", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const request = new Request(server.url, { signal: AbortSignal.abort() });
    expect(await thrownBy(fetch(request))).toMatchObject({ requestSent: false });
    expect(server.seen).toHaveLength(0);
  });

  it("rejects when the answer stays silent longer than the transport allows", async () => {
    const impatient = createTransport({ timeout: 40 });
    await using server = await startServer((response, { path }) => {
      if (path === "/body") response.writeHead(200, { "content-length": "10" }).write("half");
    });
    for (const [path, message] of [
      ["/headers", "no answer in time"],
      ["/body", "the answer stopped arriving"],
    ]) {
      const error = await thrownBy(impatient.fetch(new Request(`${server.url}${path}`)));
      expect(error).toMatchObject({ message, requestSent: true });
    }
    await impatient.close();
  });

  it("gives up an answer that is longer than it may be, and keeps one that is just as long", async () => {
    const narrow = createTransport({ maximumBytes: 70_000 });
    await using server = await startServer((response, { path }) => {
      response.write(BYTES);
      if (path === "/just") response.end();
      else response.write("x");
    });
    expect(await (await narrow.fetch(new Request(`${server.url}/just`))).bytes()).toEqual(BYTES);
    const error = await thrownBy(narrow.fetch(new Request(`${server.url}/more`)));
    expect(error).toMatchObject({
      message: "the answer has more than 70,000 bytes",
      requestSent: true,
    });
    await narrow.close();
  });

  it("rejects for an answer that breaks off", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-length": "10" });
      response.write("half", () => response.destroy());
    });
    const error = await thrownBy(fetch(new Request(server.url)));
    expect(error).toMatchObject({ name: "TransportError", requestSent: true });
  });

  it("rejects for a request that cannot be written", async () => {
    const request = new Request("http://127.0.0.1:1", { headers: { connection: "a b" } });
    expect(await thrownBy(fetch(request))).toMatchObject({ requestSent: false });
    expect(await thrownBy(fetch(new Request("not a url")))).toBeInstanceOf(Error);
  });
});
