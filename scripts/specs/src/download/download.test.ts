import type { RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { startServer } from "../__fixtures__/local-server.ts";
import { download } from "./download.ts";

const answerAll =
  (routes: Record<string, RequestListener>): RequestListener =>
  (request, response) => {
    const route = routes[request.url ?? ""];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  };

const redirect =
  (location: string): RequestListener =>
  (_request, response) =>
    response.writeHead(302, { location }).end();

describe("download", () => {
  it("follows redirects on the same host, and tells progress", async () => {
    const routes = {
      "/a": redirect("/b"),
      "/b": redirect("c?x=1"),
      "/c?x=1": ((_request, response) => {
        response.writeHead(200, { etag: '"1"', "content-length": "8" });
        response.write("open");
        response.end("api:");
      }) as RequestListener,
    };
    await using server = await startServer(answerAll(routes));
    const told: (number | undefined)[] = [];
    const onProgress = (bytes: number, total: number | undefined) => told.push(bytes, total);
    const found = await download(`${server.url}/a`, { onProgress });
    expect(found).toEqual({ kind: "document", bytes: Buffer.from("openapi:"), etag: '"1"' });
    expect(told.slice(-2)).toEqual([8, 8]);
    expect(server.seen).toEqual(["/a", "/b", "/c?x=1"]);
  });

  it("asks for what has changed only", async () => {
    await using server = await startServer((request, response) => {
      const isKnown = request.headers["if-none-match"] === '"1"';
      response.writeHead(isKnown ? 304 : 200).end();
    });
    expect(await download(server.url, { etag: '"1"' })).toEqual({ kind: "unchanged" });
    expect(await download(server.url, { etag: '"2"' })).toMatchObject({ kind: "document" });
  });

  it.each<[string, RequestListener, string]>([
    ["a redirect loop", redirect("/"), "redirects more than 5 times"],
    ["another host", redirect("http://localhost:1/"), "redirects to another host, localhost:1"],
    [
      "a redirect to nowhere",
      (_request, response) => response.writeHead(302).end(),
      "without an address",
    ],
    [
      "a server error",
      (_request, response) => response.writeHead(500).end("x"),
      "answered 500 Internal Server Error",
    ],
    [
      "a body that breaks off",
      (_request, response) => {
        response.writeHead(200, { "content-length": "10" });
        response.write("half", () => response.destroy());
      },
      "could not be downloaded",
    ],
    [
      "a size that is announced and too large",
      (_request, response) => response.writeHead(200, { "content-length": "1001" }).end("x"),
      "is larger than 1000 bytes",
    ],
    [
      "a size that turns out too large",
      (_request, response) => response.writeHead(200).end("x".repeat(1_001)),
      "is larger than 1000 bytes",
    ],
  ])("refuses %s", async (_case, listener, words) => {
    await using server = await startServer(listener);
    await expect(download(server.url, { maximumBytes: 1_000 })).rejects.toThrow(words);
  });

  it("gives up a body that drips beyond the time", async () => {
    await using server = await startServer((_request, response) => {
      response.writeHead(200).write("o");
    });
    const slow = download(server.url, { timeout: 80 });
    await expect(slow).rejects.toThrow("did not answer whole within 0.08 s");
  });

  it("says that nobody is there", async () => {
    const server = await startServer(() => undefined);
    await server[Symbol.asyncDispose]();
    await expect(download(server.url)).rejects.toThrow("could not be downloaded");
  });
});
