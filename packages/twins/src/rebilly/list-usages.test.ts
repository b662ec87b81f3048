import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { postUsage, rebillyHeaders, usageBody, usagesUrl } from "../testing/rebilly-requests.ts";
import type { Twin } from "../twin.ts";

interface Listed {
  readonly status: number;
  readonly total: string | null;
  readonly quantities: readonly number[];
}

async function list(twin: Twin, query: Record<string, string>): Promise<Listed> {
  const url = `${usagesUrl(twin)}?${new URLSearchParams(query)}`;
  const response = await fetch(url, { headers: rebillyHeaders });
  const body = (await response.json()) as { quantity: number }[];
  return {
    status: response.status,
    total: response.headers.get("pagination-total"),
    quantities: Array.isArray(body) ? body.map(({ quantity }) => quantity) : [],
  };
}

/** Quantities 1 to 4 on the first four days of October, the even ones of another subscription. */
async function openFilledTwin(): Promise<Twin> {
  const clock = createManualClock(NOW);
  const twin = await openTwin("rebilly", { clock });
  for (const day of [1, 2, 3, 4]) {
    const subscriptionId = day % 2 === 0 ? "sub_twin_calls_001" : "sub_twin_seats_001";
    const usageTime = `2026-10-0${day}T00:00:00Z`;
    await postUsage(twin, usageBody(String(day), { subscriptionId, usageTime }));
    clock.advance(1000);
  }
  return twin;
}

describe("GET /usages", () => {
  it.each([
    ["subscriptionId:sub_twin_calls_001", [4, 2]],
    ["subscriptionId:SUB_TWIN_CALLS_001", [4, 2]],
    ["subscriptionId:sub_twin_calls_001,sub_twin_seats_001", [4, 3, 2, 1]],
    ["subscriptionId:!sub_twin_calls_001", [3, 1]],
    ["subscriptionId:!sub_twin_calls_001,!sub_twin_seats_001", []],
    ["usageTime:2026-10-02T00:00:00Z..2026-10-03T00:00:00Z", [3, 2]],
    ["usageTime:2026-10-03T02:00:00+02:00..", [4, 3]],
    ["usageTime:..2026-10-01T23:59:59.999Z", [1]],
    ["subscriptionId:sub_twin_seats_001;usageTime:2026-10-02T00:00:00Z..", [3]],
    ["quantity:2..3", [3, 2]],
    ["quantity:2.000", [2]],
    ["invoiceId:in_1", []],
  ])("filters by %s", async (filter, quantities) => {
    const twin = await openFilledTwin();
    expect(await list(twin, { filter })).toEqual({
      status: 200,
      total: String(quantities.length),
      quantities,
    });
  });

  it("sorts by several fields, descending with a minus", async () => {
    const twin = await openFilledTwin();
    expect((await list(twin, { sort: "usageTime" })).quantities).toEqual([1, 2, 3, 4]);
    expect((await list(twin, { sort: "-createdTime,usageTime" })).quantities).toEqual([4, 3, 2, 1]);
  });

  it("pages with counters in headers", async () => {
    const twin = await openFilledTwin();
    const url = `${usagesUrl(twin)}?limit=3&offset=3`;
    const response = await fetch(url, { headers: rebillyHeaders });
    expect(await response.json()).toHaveLength(1);
    expect(response.headers.get("pagination-total")).toBe("4");
    expect(response.headers.get("pagination-limit")).toBe("3");
    expect(response.headers.get("pagination-offset")).toBe("3");
  });

  it.each([
    { limit: "1001" },
    { limit: "-1" },
    { offset: "1001" },
    { filter: "colour:red" },
    { filter: "usageTime:yesterday.." },
    { sort: "quantity" },
  ])("answers 400 to %o", async (query) => {
    const twin = await openFilledTwin();
    expect((await list(twin, query as Record<string, string>)).status).toBe(400);
  });
});
