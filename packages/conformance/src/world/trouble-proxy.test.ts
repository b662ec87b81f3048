import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTroubleProxy, type TroubleProxy } from "./trouble-proxy.ts";

/** What the server behind the proxy was asked. */
let seen: string[];
let proxy: TroubleProxy;
let end: () => Promise<void>;

beforeEach(async () => {
  seen = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push(`${request.method} ${request.url} ${body}`.trim());
    response.writeHead(201, { "x-from": "server" }).end(`host ${request.headers.host}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  proxy = await startTroubleProxy(`http://127.0.0.1:${port}/api`);
  end = async () => {
    await proxy.close();
    server.close();
    server.closeAllConnections();
  };
});

afterEach(() => end());

const post = (): Promise<Response> =>
  fetch(`${proxy.baseUrl}/usages?a=1`, { method: "POST", body: "one" });

describe("the proxy of troubles", () => {
  it("passes everything on, with the server's own host", async () => {
    const response = await post();
    expect([response.status, response.headers.get("x-from")]).toEqual([201, "server"]);
    expect(await response.text()).not.toBe(`host ${new URL(proxy.baseUrl).host}`);
    expect(seen).toEqual(["POST /api/usages?a=1 one"]);
    expect(proxy.seen()).toEqual({ reads: 0, writes: 1 });
  });

  it("loses an answer after the server has handled the request", async () => {
    proxy.arm({ kind: "lose-answer" });
    await expect(post()).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it("loses a request before the server sees it", async () => {
    proxy.arm({ kind: "lose-request" });
    await expect(post()).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("answers in the server's place, handled: %s", async (stored, requests) => {
    const headers = { "retry-after": "7" };
    proxy.arm({ kind: "answer", status: 503, stored, headers, body: "later" });
    const response = await post();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "7"]);
    expect(await response.text()).toBe("later");
    expect(seen).toHaveLength(requests);
  });

  it("never answers what it holds back", async () => {
    const controller = new AbortController();
    proxy.arm({ kind: "stall", on: "read", onArrival: () => controller.abort() });
    await expect(fetch(proxy.baseUrl, { signal: controller.signal })).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it("meets the requests that a trouble is for, after those that pass, as often as it says", async () => {
    proxy.arm({ kind: "answer", status: 500, on: "read", after: 1, times: 2 });
    const statuses = [(await post()).status];
    for (let count = 0; count < 4; count += 1) statuses.push((await fetch(proxy.baseUrl)).status);
    expect(statuses).toEqual([201, 201, 500, 500, 201]);
  });
});
