import { describe, expect, it } from "vitest";
import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { postUsage, rebillyHeaders, usageBody, usagesUrl } from "../testing/rebilly-requests.ts";

const clock = createManualClock(NOW);

function withSubscription(hardLimit: string, strategy?: "sum" | "last") {
  const subscription = { id: "sub_limited", hardLimit, ...(strategy && { strategy }) };
  const rebilly = { ...sampleCatalogue.rebilly, subscriptions: [subscription] };
  return { ...sampleCatalogue, rebilly };
}

const limitedBody = (quantity: string, acceptPartialQuantity = false) =>
  usageBody(quantity, { subscriptionId: "sub_limited", acceptPartialQuantity });

describe("POST /usages", () => {
  it("stores a usage with the exact digits of its quantity", async () => {
    const twin = await openTwin("rebilly", { clock });
    const response = await postUsage(twin, usageBody("12345678901234567.125"));
    expect(response.status).toBe(201);
    expect(await response.text()).toContain('"quantity":12345678901234567.125,');
    expect(response.headers.get("location")).toBe(
      usagesUrl(twin, "/sub_usg_00000000000000000000000001"),
    );
    expect(response.headers.get("x-ratelimit-limit")).toBe("100000");
    expect(response.headers.get("x-ratelimit-remaining")).toBe("99999");
    expect(twin.usage()).toEqual([
      {
        channel: "rebilly",
        subscription: "sub_twin_seats_001",
        meter: null,
        quantity: "12345678901234567.125",
        start: "2026-10-01T00:00:00.000Z",
        end: "2026-10-01T00:00:00.000Z",
        recordId: null,
        description: null,
        status: "open",
        reference: "sub_usg_00000000000000000000000001",
      },
    ]);
  });

  it("takes the time of the request when none is sent", async () => {
    const twin = await openTwin("rebilly", { clock });
    const response = await postUsage(twin, usageBody("1", { usageTime: "" }));
    expect(await response.json()).toMatchObject({ usageTime: "2026-11-02T10:00:00+00:00" });
  });

  it.each([
    ["a missing quantity", '{"subscriptionId":"sub_twin_seats_001"}', "quantity"],
    ["a quantity as text", usageBody('"1"'), "quantity"],
    ["a quantity below 0.001", usageBody("0.0009"), "quantity"],
    ["a negative quantity", usageBody("-1"), "quantity"],
    ["four decimals", usageBody("1.0001"), "quantity"],
    ["an unknown subscription", usageBody("1", { subscriptionId: "sub_other" }), "subscriptionId"],
    ["a time without offset", usageBody("1", { usageTime: "2026-10-01T00:00:00" }), "usageTime"],
    ["a flag as text", usageBody("1", { acceptPartialQuantity: "yes" }), "acceptPartialQuantity"],
  ])("refuses %s with 422 and stores nothing", async (_, body, field) => {
    const twin = await openTwin("rebilly", { clock });
    const response = await postUsage(twin, body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ status: 422, invalidFields: [{ field }] });
    expect(twin.usage()).toEqual([]);
  });

  it("counts trailing zeros and exponents as what they stand for", async () => {
    const twin = await openTwin("rebilly", { clock });
    expect((await postUsage(twin, usageBody("1.5000"))).status).toBe(201);
    expect((await postUsage(twin, usageBody("125e-2"))).status).toBe(201);
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["1.5", "1.25"]);
  });

  it("answers 400 to a body that is not JSON", async () => {
    const twin = await openTwin("rebilly", { clock });
    expect((await postUsage(twin, "{")).status).toBe(400);
  });
});

describe("hard limits", () => {
  it("refuses with 409 what would exceed the limit", async () => {
    const twin = await openTwin("rebilly", { clock, catalogue: withSubscription("10") });
    expect((await postUsage(twin, limitedBody("7"))).status).toBe(201);
    expect((await postUsage(twin, limitedBody("3.001"))).status).toBe(409);
    expect((await postUsage(twin, limitedBody("3"))).status).toBe(201);
  });

  it("trims what may be stored in part, and refuses it once nothing is left", async () => {
    const twin = await openTwin("rebilly", { clock, catalogue: withSubscription("10") });
    await postUsage(twin, limitedBody("7.5"));
    const trimmed = await postUsage(twin, limitedBody("5", true));
    expect(await trimmed.json()).toMatchObject({ quantity: 2.5 });
    expect((await postUsage(twin, limitedBody("5", true))).status).toBe(409);
  });

  it("compares each report of a last-wins plan with the whole limit", async () => {
    const twin = await openTwin("rebilly", { clock, catalogue: withSubscription("10", "last") });
    expect((await postUsage(twin, limitedBody("10"))).status).toBe(201);
    expect((await postUsage(twin, limitedBody("9"))).status).toBe(201);
    expect((await postUsage(twin, limitedBody("11"))).status).toBe(409);
  });
});

describe("DELETE /usages/{id}", () => {
  const remove = (url: string) => fetch(url, { method: "DELETE", headers: rebillyHeaders });

  it("deletes once, then answers 404", async () => {
    const twin = await openTwin("rebilly", { clock });
    const { id } = (await (await postUsage(twin, usageBody("1"))).json()) as { id: string };
    const url = usagesUrl(twin, `/${id}`);
    expect((await fetch(url, { headers: rebillyHeaders })).status).toBe(200);
    const removed = await remove(url);
    expect(removed.status).toBe(204);
    expect(removed.headers.get("x-ratelimit-remaining")).toBe("99998");
    expect((await remove(url)).status).toBe(404);
    expect((await fetch(url, { headers: rebillyHeaders })).status).toBe(404);
  });

  it("refuses usage that is on an invoice with 409", async () => {
    const twin = await openTwin("rebilly", { clock });
    const { id } = (await (await postUsage(twin, usageBody("1"))).json()) as { id: string };
    twin.bill("sub_twin_seats_001");
    expect((await remove(usagesUrl(twin, `/${id}`))).status).toBe(409);
    expect(twin.usage()).toMatchObject([{ status: "invoiced" }]);
  });
});

describe("authentication", () => {
  const list = async (headers: Record<string, string>) => {
    const twin = await openTwin("rebilly", { clock });
    return (await fetch(usagesUrl(twin), { headers })).status;
  };

  it("takes a key or a bearer token", async () => {
    expect(await list({ "REB-APIKEY": "sk_twin_sample" })).toBe(200);
    expect(await list({ authorization: "Bearer twin-session-token" })).toBe(200);
  });

  it("answers 401 to a missing or wrong credential and to a wrong key beside a right token", async () => {
    expect(await list({})).toBe(401);
    expect(await list({ "REB-APIKEY": "sk_other" })).toBe(401);
    expect(await list({ authorization: "Bearer other" })).toBe(401);
    expect(
      await list({ "REB-APIKEY": "sk_other", authorization: "Bearer twin-session-token" }),
    ).toBe(401);
  });

  it("answers 403 for another organization, and needs no credential for the status", async () => {
    const twin = await openTwin("rebilly", { clock });
    const other = `${twin.baseUrl}/organizations/org_other/usages`;
    expect((await fetch(other, { headers: rebillyHeaders })).status).toBe(403);
    const status = await fetch(`${twin.baseUrl}/status`);
    expect(await status.json()).toMatchObject({ status: "ok", time: "2026-11-02T10:00:00.000Z" });
  });
});

describe("rate limit", () => {
  it("answers 429 with an epoch second until the window ends", async () => {
    const time = createManualClock(NOW);
    const rebilly = { ...sampleCatalogue.rebilly, rateLimit: 1 };
    const catalogue = { ...sampleCatalogue, rebilly };
    const twin = await openTwin("rebilly", { clock: time, catalogue });
    expect((await postUsage(twin, usageBody("1"))).status).toBe(201);
    const refused = await postUsage(twin, usageBody("1"));
    expect(refused.status).toBe(429);
    expect(refused.headers.get("x-ratelimit-retry-after")).toBe(
      String(Date.parse("2026-11-02T10:10:00Z") / 1000),
    );
    time.advance(10 * 60 * 1000);
    expect((await postUsage(twin, usageBody("1"))).status).toBe(201);
  });
});
