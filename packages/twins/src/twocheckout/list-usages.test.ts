import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { callUsages, usageInput } from "../testing/two-checkout-requests.ts";
import type { Twin } from "../twin.ts";

const clock = createManualClock(NOW);
const interval = { IntervalStart: "2026-10-01 00:00:00", IntervalEnd: "2026-10-31 23:59:59" };

function list(twin: Twin, query: Record<string, string>): Promise<Response> {
  return callUsages(twin, "GET", { rest: `/?${new URLSearchParams(query)}` });
}

async function openFilledTwin(): Promise<Twin> {
  const twin = await openTwin("twocheckout", { clock });
  const body = [1, 2, 3].map((day) =>
    usageInput({
      OptionCode: day === 2 ? "API_CALLS" : "SEATS",
      UsageStart: "2026-09-30 00:00:00",
      UsageEnd: `2026-10-0${day} 00:00:00`,
      Units: day,
    }),
  );
  await callUsages(twin, "POST", { body });
  return twin;
}

describe("GET usages", () => {
  it("finds usage by its end alone, page by page", async () => {
    const twin = await openFilledTwin();
    const first = await list(twin, { ...interval, Page: "1", Limit: "2" });
    expect(await first.json()).toMatchObject({
      Items: [{ Units: 1 }, { Units: 2 }],
      Pagination: { Page: 1, Limit: 2, Count: 3 },
    });
    const second = await list(twin, { ...interval, Page: "2", Limit: "2" });
    expect(await second.json()).toMatchObject({ Items: [{ Units: 3 }] });
    const exact = { IntervalStart: "2026-10-02 00:00:00", IntervalEnd: "2026-10-02 00:00:00" };
    const one = await list(twin, { ...exact, Page: "1", Limit: "99" });
    expect(await one.json()).toMatchObject({ Items: [{ Units: 2 }], Pagination: { Count: 1 } });
  });

  it("filters by option code and by the order that billed", async () => {
    const twin = await openFilledTwin();
    const paging = { ...interval, Page: "1", Limit: "99" };
    const calls = await list(twin, { ...paging, OptionCode: "API_CALLS" });
    expect(await calls.json()).toMatchObject({ Items: [{ Units: 2 }] });
    twin.bill();
    const order = { ...paging, RenewalOrderReference: "11700001" };
    const billed = await list(twin, order);
    expect(await billed.json()).toMatchObject({
      Items: [{ RenewalOrderReference: 11700001 }, {}, {}],
    });
    const other = await list(twin, { ...paging, RenewalOrderReference: "1" });
    expect(await other.json()).toMatchObject({ Items: [] });
  });

  const paging = { Page: "1", Limit: "99" };
  it.each([
    [{ ...interval, Limit: "99" }, "Page parameter"],
    [{ ...interval, Page: "0", Limit: "99" }, "Page parameter"],
    [{ ...interval, Page: "1" }, "Limit parameter"],
    [{ ...interval, Page: "1", Limit: "100" }, "lower than 100"],
    [paging, "Both 'IntervalStart' and 'IntervalEnd'"],
    [{ ...paging, IntervalStart: "2026-10-01 00:00:00" }, "Both 'IntervalStart'"],
    [{ ...paging, ...interval, IntervalEnd: "2026-10-31" }, "'IntervalEnd' must be provided in"],
    [{ ...paging, ...interval, IntervalStart: "2024-10-01 00:00:00" }, "out of bounds"],
    [{ ...paging, ...interval, IntervalEnd: "2028-01-01 00:00:00" }, "out of bounds"],
    [{ ...paging, ...interval, RenewalOrderReference: "x" }, "'RenewalOrderReference'"],
  ])("answers 400 to %o", async (query, message) => {
    const response = await list(await openFilledTwin(), query as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
  });
});
