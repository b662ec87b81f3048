import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HealthServer, type Readiness, serveHealth } from "./serve-health.ts";

const readiness: Readiness = { isReady: false, reason: "not yet" };
let server: HealthServer;
beforeEach(async () => {
  const source = { readiness: () => readiness, metrics: async () => "# metrics\n" };
  server = await serveHealth({ host: "127.0.0.1", port: 0 }, source);
});
afterEach(() => server.close());

async function get(path: string, method = "GET"): Promise<readonly [number, string]> {
  const response = await fetch(`${server.url}${path}`, { method });
  return [response.status, await response.text()];
}

describe("serveHealth", () => {
  it("says that the process is alive, whether it is ready or not", async () => {
    expect(await get("/healthz")).toEqual([200, '{"status":"alive"}']);
  });

  it("says why the service cannot work, and when it can", async () => {
    expect(await get("/readyz")).toEqual([503, '{"status":"not ready","reason":"not yet"}']);
    Object.assign(readiness, { isReady: true, reason: undefined });
    expect(await get("/readyz?verbose")).toEqual([200, '{"status":"ready"}']);
  });

  it("gives the metrics as Prometheus reads them", async () => {
    const response = await fetch(`${server.url}/metrics`);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toBe("# metrics\n");
  });

  it("answers nothing else", async () => {
    expect((await get("/"))[0]).toBe(404);
    expect((await get("/metrics", "POST"))[0]).toBe(405);
  });

  it("says when nothing can listen there", async () => {
    const port = Number(new URL(server.url).port);
    const source = { readiness: () => readiness, metrics: async () => "" };
    await expect(serveHealth({ host: "127.0.0.1", port }, source)).rejects.toThrow(
      `Nothing can listen at 127.0.0.1:${port}: it is taken. Give another address with --listen`,
    );
  });
});
