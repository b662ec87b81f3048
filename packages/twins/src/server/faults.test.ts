import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { postUsage, rebillyHeaders, usageBody, usagesUrl } from "../testing/rebilly-requests.ts";
import { callUsages, usageInput } from "../testing/two-checkout-requests.ts";
import { realClock } from "./twin-clock.ts";

const clock = createManualClock(NOW);
const body = usageBody("1");

describe("faults", () => {
  it("cuts the connection before anything is stored", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "reset-before-storing" });
    await expect(postUsage(twin, body)).rejects.toThrow();
    expect(twin.usage()).toEqual([]);
    expect((await postUsage(twin, body)).status).toBe(201);
  });

  it("stores and loses the answer", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "lose-answer", method: "POST" });
    await expect(postUsage(twin, body)).rejects.toThrow();
    expect(twin.usage()).toHaveLength(1);
  });

  it("answers a server error so many times, then no more", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "server-error", status: 503, times: 2 });
    expect((await postUsage(twin, body)).status).toBe(503);
    expect((await postUsage(twin, body)).status).toBe(503);
    expect((await postUsage(twin, body)).status).toBe(201);
    expect(twin.usage()).toHaveLength(1);
  });

  it("answers 429 in Rebilly's dialect: an epoch second", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "rate-limit", retryAfter: 5 });
    const response = await postUsage(twin, body);
    expect(response.status).toBe(429);
    const until = Date.parse("2026-11-02T10:00:05Z") / 1000;
    expect(response.headers.get("x-ratelimit-retry-after")).toBe(String(until));
  });

  it("answers 429 in 2Checkout's dialect: seconds", async () => {
    const twin = await openTwin("twocheckout", { clock });
    twin.arm({ kind: "rate-limit", retryAfter: 5, path: "/subscriptions" });
    const response = await callUsages(twin, "POST", { body: [usageInput()] });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(twin.usage()).toEqual([]);
  });

  it("delays by the twin's clock, then handles the request", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "delay", milliseconds: 5000 });
    const pending = postUsage(twin, body);
    await expect.poll(() => time.waiting(), { interval: 5 }).toBe(1);
    expect(twin.usage()).toEqual([]);
    time.advance(5000);
    expect((await pending).status).toBe(201);
  });

  it("ends a delay that is under way when it is closed", async () => {
    const { promise: isWaiting, resolve } = Promise.withResolvers<void>();
    const sleep: typeof realClock.sleep = (milliseconds, signal) => {
      resolve();
      return realClock.sleep(milliseconds, signal);
    };
    const twin = await openTwin("rebilly", { clock: { now: realClock.now, sleep } });
    twin.arm({ kind: "delay", milliseconds: 600_000 });
    const cut = expect(postUsage(twin, body)).rejects.toThrow();
    await isWaiting;
    await twin.close();
    await cut;
    expect(twin.usage()).toEqual([]);
  });

  it("meets only the requests that match method and path, in the order of arming", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "server-error", status: 502, method: "DELETE" });
    twin.arm({ kind: "server-error", status: 503, path: "/usages/sub_usg_" });
    twin.arm({ kind: "server-error", status: 504, path: "/organizations/org_twin_sample/usages" });
    expect((await postUsage(twin, body)).status).toBe(504);
    expect((await postUsage(twin, body)).status).toBe(201);
    const url = usagesUrl(twin, "/sub_usg_00000000000000000000000001");
    expect((await fetch(url, { headers: rebillyHeaders })).status).toBe(503);
    expect((await fetch(url, { method: "DELETE", headers: rebillyHeaders })).status).toBe(502);
  });

  it("refuses to arm what is no fault", async () => {
    const twin = await openTwin("rebilly", { clock });
    expect(() => twin.arm({ kind: "delay", times: 0 })).toThrow("times must be >= 1");
  });
});

describe("a body beyond 64 MiB", () => {
  it("is answered with 413", async () => {
    const twin = await openTwin("rebilly", { clock });
    const response = await fetch(usagesUrl(twin), {
      method: "POST",
      headers: rebillyHeaders,
      body: new Uint8Array(64 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
    expect((await postUsage(twin, body)).status).toBe(201);
  });
});
