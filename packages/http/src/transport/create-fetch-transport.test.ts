import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerJson, closedUrl, startServer } from "../__fixtures__/local-server.ts";
import { thrownBy } from "../__fixtures__/thrown-by.ts";
import { askBeforeWrite } from "../call/before-write.ts";
import { createTransport } from "./create-fetch-transport.ts";

const { fetch, Request } = createTransport({ timeout: 5_000 });

/** Every byte value, many times, so that any text conversion would show. */
const BYTES = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);

describe("createTransport on the platform's fetch", () => {
  it("uploads bytes and forms byte for byte", async () => {
    await using server = await startServer((response) => answerJson(response, {}));
    const form = new FormData();
    form.set("usage_file", new File([BYTES], "usage.xlsx"));
    await fetch(new Request(server.url, { method: "POST", body: form }));
    await fetch(new Request(server.url, { method: "PUT", body: new Blob([BYTES]).stream() }));
    const [first, second] = server.seen;
    expect(first?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(first?.body.includes(Buffer.from(BYTES))).toBe(true);
    expect([second?.method, second?.body.equals(BYTES)]).toEqual(["PUT", true]);
  });

  it("reads a packed answer as if it had come unpacked", async () => {
    await using server = await startServer((response) => {
      const body = gzipSync(BYTES);
      const length = String(body.length);
      response.writeHead(200, { "content-encoding": "gzip", "content-length": length }).end(body);
    });
    const response = await fetch(new Request(server.url));
    expect(await response.bytes()).toEqual(BYTES);
    expect(response.headers.get("content-length")).toBe("70000");
    expect(response.headers.get("content-encoding")).toBeNull();
  });

  it("does not follow a redirect, which would carry the credentials elsewhere", async () => {
    await using server = await startServer((response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    const response = await fetch(new Request(server.url));
    expect([response.status, server.seen.length]).toEqual([302, 1]);
  });
});

describe("a failing call on the platform's fetch", () => {
  it("counts as sent, because the platform does not say", async () => {
    const error = await thrownBy(fetch(new Request(await closedUrl(), { method: "POST" })));
    expect(error).toMatchObject({ requestSent: true });
  });

  it("is proven unsent when its signal had ended it, or forbids it", async () => {
    const url = await closedUrl();
    const over = new Request(url, { signal: AbortSignal.abort("over") });
    expect(await thrownBy(fetch(over))).toMatchObject({ requestSent: false, cause: "over" });
    const { signal } = new AbortController();
    askBeforeWrite(signal, () => {
      throw new Error("not now");
    });
    const error = await thrownBy(fetch(new Request(url, { signal })));
    expect(error).toMatchObject({ requestSent: false });
  });

  it("is one whose answer is longer than it may be", async () => {
    await using server = await startServer((response) => response.write(BYTES));
    const narrow = createTransport({ maximumBytes: 1000 });
    const error = await thrownBy(narrow.fetch(new narrow.Request(server.url)));
    expect(error).toMatchObject({ message: "the answer has more than 1,000 bytes" });
  });

  it("ends when nothing arrives for too long", async () => {
    await using server = await startServer((response) => response.write("{"));
    const impatient = createTransport({ timeout: 20 });
    const error = await thrownBy(impatient.fetch(new impatient.Request(server.url)));
    expect(error).toMatchObject({ requestSent: true });
  });
});
