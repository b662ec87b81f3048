import { describe, expect, it } from "vitest";
import { call, createDraft, row, uploadRows } from "../testing/connect-requests.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { postUsage, rebillyHeaders, usageBody, usagesUrl } from "../testing/rebilly-requests.ts";
import { callUsages, usageInput } from "../testing/two-checkout-requests.ts";
import type { Twin } from "../twin.ts";
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

const list = async (twin: Twin, path = "") => {
  const response = await fetch(usagesUrl(twin, path), { headers: rebillyHeaders });
  return { status: response.status, body: (await response.json()) as unknown };
};

describe("faults after storing", () => {
  it("stores and answers a server error", async () => {
    const twin = await openTwin("rebilly", { clock });
    twin.arm({ kind: "error-after-storing", status: 502 });
    expect((await postUsage(twin, body)).status).toBe(502);
    expect(twin.usage()).toHaveLength(1);
  });

  it("stores at once and answers later", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "delay-answer", milliseconds: 5000 });
    const pending = postUsage(twin, body);
    await expect.poll(() => time.waiting(), { interval: 5 }).toBe(1);
    expect(twin.usage()).toHaveLength(1);
    time.advance(5000);
    expect((await pending).status).toBe(201);
  });

  it("answers in drips", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "slow-body", milliseconds: 5000 });
    const response = await postUsage(twin, body);
    expect(response.status).toBe(201);
    const text = response.text();
    let drips = 0;
    for (; drips < 10; drips += 1) {
      await expect.poll(() => time.waiting(), { interval: 2 }).toBe(1);
      time.advance(500);
    }
    expect(JSON.parse(await text)).toMatchObject({ id: "sub_usg_00000000000000000000000001" });
  });
});

describe("faults of the network's order", () => {
  it("reads a request, keeps silent and keeps the connection", async () => {
    const twin = await openTwin("rebilly", { clock });
    await postUsage(twin, body);
    twin.arm({ kind: "half-open", method: "DELETE" });
    const abort = new AbortController();
    const url = usagesUrl(twin, "/sub_usg_00000000000000000000000001");
    const init = { method: "DELETE", headers: rebillyHeaders, signal: abort.signal };
    const outcome = fetch(url, init).then(
      () => "answered",
      () => "ended",
    );
    expect((await postUsage(twin, body)).status).toBe(201);
    expect(await Promise.race([outcome, Promise.resolve("silent")])).toBe("silent");
    abort.abort();
    expect(await outcome).toBe("ended");
    expect(twin.usage()).toHaveLength(2);
  });

  it.each([
    [{}, "reset"],
    [{ status: 504 }, 504],
  ])("stores after its answer was given up, %o", async (rest, outcome) => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "store-late", milliseconds: 3000, ...rest });
    const answer = await postUsage(twin, body).then(
      ({ status }) => status,
      () => "reset",
    );
    expect(answer).toBe(outcome);
    expect(twin.usage()).toEqual([]);
    time.advance(3000);
    await expect.poll(() => twin.usage().length, { interval: 2 }).toBe(1);
  });

  it("drops what arrives late after a reset", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "store-late", status: 504, milliseconds: 3000 });
    await postUsage(twin, body);
    twin.reset();
    time.advance(3000);
    expect((await postUsage(twin, body)).status).toBe(201);
    expect(twin.usage()).toHaveLength(1);
  });

  it("delivers twice, at once or later, and answers once", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    twin.arm({ kind: "duplicate-delivery" });
    const first = await postUsage(twin, body);
    expect(await first.json()).toMatchObject({ id: "sub_usg_00000000000000000000000001" });
    expect(twin.usage()).toHaveLength(2);
    twin.arm({ kind: "duplicate-delivery", milliseconds: 100 });
    await postUsage(twin, body);
    expect(twin.usage()).toHaveLength(3);
    time.advance(100);
    await expect.poll(() => twin.usage().length, { interval: 2 }).toBe(4);
  });
});

describe("hide", () => {
  it("keeps what is stored from reads for a while", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("rebilly", { clock: time });
    await postUsage(twin, body);
    twin.arm({ kind: "hide", milliseconds: 2000, method: "POST" });
    expect((await postUsage(twin, body)).status).toBe(201);
    await fetch(usagesUrl(twin, "/sub_usg_00000000000000000000000001"), {
      method: "DELETE",
      headers: rebillyHeaders,
    });
    expect(twin.usage()).toMatchObject([{ reference: "sub_usg_00000000000000000000000002" }]);
    const lagging = await list(twin);
    expect(lagging.body).toMatchObject([{ id: "sub_usg_00000000000000000000000001" }]);
    expect((await list(twin, "/sub_usg_00000000000000000000000002")).status).toBe(404);
    time.advance(2000);
    expect((await list(twin)).body).toMatchObject([{ id: "sub_usg_00000000000000000000000002" }]);
  });

  it("shows each of several hidden writes in its own time", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("twocheckout", { clock: time });
    twin.arm({ kind: "hide", milliseconds: 2000, method: "POST", times: 2 });
    const query =
      "Page=1&Limit=9&IntervalStart=2026-10-01 00:00:00&IntervalEnd=2026-10-31 23:59:59";
    const count = async () => {
      const response = await callUsages(twin, "GET", { rest: `/?${query}` });
      return ((await response.json()) as { Items: unknown[] }).Items.length;
    };
    await callUsages(twin, "POST", { body: [usageInput()] });
    time.advance(1500);
    await callUsages(twin, "POST", { body: [usageInput()] });
    expect(await count()).toBe(0);
    time.advance(500);
    expect(await count()).toBe(1);
    time.advance(1500);
    expect(await count()).toBe(2);
  });

  it("hides a new file of Connect, and what becomes of one", async () => {
    const time = createManualClock(NOW);
    const twin = await openTwin("connect", { clock: time });
    twin.arm({ kind: "hide", milliseconds: 2000, method: "POST", path: "/usage/files" });
    const id = await createDraft(twin);
    const files = async () => (await call(twin, "GET /usage/files")).json();
    expect(await files()).toEqual([]);
    time.advance(2000);
    expect(await files()).toMatchObject([{ id, status: "draft" }]);
    twin.arm({ kind: "hide", milliseconds: 2000, path: `/usage/files/${id}/upload` });
    expect(await uploadRows(twin, time, { id, rows: [row("a")] })).toMatchObject({
      status: "draft",
    });
    time.advance(2000);
    expect(await files()).toMatchObject([{ id, status: "ready" }]);
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
