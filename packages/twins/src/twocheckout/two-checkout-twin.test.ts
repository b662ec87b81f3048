import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { callUsages, sign, usageInput } from "../testing/two-checkout-requests.ts";

const clock = createManualClock(NOW);
const open = () => openTwin("twocheckout", { clock });
const page = "&Page=1&Limit=99";
const october = "IntervalStart=2026-10-01%2000:00:00&IntervalEnd=2026-10-31%2023:59:59";

describe("authentication", () => {
  const status = async (headers: Record<string, string>) =>
    (await callUsages(await open(), "GET", { rest: `/?${october}${page}`, headers })).status;

  it("takes sha256 and sha3-256, and a date within ten minutes", async () => {
    expect(await status(sign())).toBe(200);
    expect(await status(sign({ algorithm: "sha3-256" }))).toBe(200);
    expect(await status(sign({ date: "2026-11-02 09:50:00" }))).toBe(200);
  });

  it.each([
    ["no header", {}],
    ["a wrong key", sign({ key: "other" })],
    ["another merchant", sign({ code: "OTHER" })],
    ["MD5", sign({ algorithm: "md5" })],
    ["an old date", sign({ date: "2026-11-02 09:49:59" })],
    ["a date to come", sign({ date: "2026-11-02 10:10:01" })],
  ])("answers 401 to %s", async (_, headers) => {
    const response = await callUsages(await open(), "POST", { headers, body: [usageInput()] });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error_code: "AUTHENTICATION_ERROR" });
  });
});

describe("POST usages", () => {
  it("stores every usage of the array, with and without trailing slash", async () => {
    const twin = await open();
    const body = [usageInput(), usageInput({ OptionCode: "API_CALLS", Units: 2147483647 })];
    const saved = await callUsages(twin, "POST", { body });
    expect(saved.status).toBe(200);
    expect(await saved.json()).toMatchObject([
      { UsageReference: 120010000001, SubscriptionReference: "TWIN000001", Units: 5 },
      { UsageReference: 120010000002, OptionCode: "API_CALLS", Units: 2147483647 },
    ]);
    await callUsages(twin, "POST", { rest: "", body: [usageInput({ Units: 0 })] });
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["5", "2147483647", "0"]);
  });

  it("shows local times as UTC, over the end of summer time, with inclusive ends made exclusive", async () => {
    const twin = await open();
    const UsageStart = "2026-10-25 00:00:00";
    const UsageEnd = "2026-10-25 23:59:59";
    await callUsages(twin, "POST", { body: [usageInput({ UsageStart, UsageEnd })] });
    expect(twin.usage()).toEqual([
      {
        channel: "twocheckout",
        subscription: "TWIN000001",
        meter: "SEATS",
        quantity: "5",
        start: "2026-10-24T21:00:00.000Z",
        end: "2026-10-25T22:00:00.000Z",
        recordId: null,
        description: "Seats",
        status: "open",
        reference: "120010000001",
      },
    ]);
  });

  it.each([
    ["Seats [ub:record%202%2F%C3%BC]", "record 2/ü"],
    ["[ub:50%]", "50%"],
    ["Seats", null],
  ])("shows the record id that stands in the description %j", async (Description, recordId) => {
    const twin = await open();
    await callUsages(twin, "POST", { body: [usageInput({ Description })] });
    expect(twin.usage()).toMatchObject([{ description: Description, recordId }]);
  });

  it.each([
    ["a lone object", usageInput()],
    ["an empty array", []],
    ["a fraction", [usageInput({ Units: 1.5 })]],
    ["units as text", [usageInput({ Units: "5" })]],
    ["negative units", [usageInput({ Units: -1 })]],
    ["units beyond 32 bits", [usageInput({ Units: 2147483648 })]],
    ["an unknown option code", [usageInput({ OptionCode: "OTHER" })]],
    ["a date without time", [usageInput({ UsageStart: "2026-10-01" })]],
    ["a day that does not exist", [usageInput({ UsageEnd: "2026-10-32 00:00:00" })]],
    ["an end before the start", [usageInput({ UsageEnd: "2026-09-30 23:59:59" })]],
    ["usage before the subscription", [usageInput({ UsageStart: "2024-12-31 23:59:59" })]],
    ["usage after its expiration", [usageInput({ UsageEnd: "2028-01-01 00:00:00" })]],
    ["one wrong entry of two", [usageInput(), usageInput({ Units: -1 })]],
  ])("refuses %s with 400 and stores nothing", async (_, body) => {
    const twin = await open();
    const response = await callUsages(twin, "POST", { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
    expect(twin.usage()).toEqual([]);
  });

  it("refuses an unknown subscription", async () => {
    const twin = await open();
    const response = await fetch(`${twin.baseUrl}/subscriptions/OTHER/usages/`, {
      method: "POST",
      headers: sign(),
      body: JSON.stringify([usageInput()]),
    });
    expect(response.status).toBe(400);
  });
});

describe("PUT usages", () => {
  it("changes units, description or both, and nothing else", async () => {
    const twin = await open();
    await callUsages(twin, "POST", { body: [usageInput()] });
    const rest = "/120010000001";
    const changed = await callUsages(twin, "PUT", { rest, body: { Units: 7, OptionCode: "X" } });
    expect(await changed.json()).toMatchObject({ Units: 7, OptionCode: "SEATS" });
    await callUsages(twin, "PUT", { rest: `${rest}/`, body: { Description: "New" } });
    expect(twin.usage()).toMatchObject([{ quantity: "7", description: "New" }]);
  });

  it("refuses an empty change, a wrong unit, an unknown usage and a billed one", async () => {
    const twin = await open();
    await callUsages(twin, "POST", { body: [usageInput()] });
    const put = async (rest: string, body: unknown) =>
      (await callUsages(twin, "PUT", { rest, body })).status;
    expect(await put("/120010000001", {})).toBe(400);
    expect(await put("/120010000001", { Units: 1.5 })).toBe(400);
    expect(await put("/120010000009", { Units: 1 })).toBe(404);
    twin.bill();
    expect(await put("/120010000001", { Units: 1 })).toBe(400);
  });
});

describe("DELETE usages", () => {
  const fill = async () => {
    const twin = await open();
    const day = (number: number) => ({
      UsageStart: `2026-10-0${number} 00:00:00`,
      UsageEnd: `2026-10-0${number} 23:59:59`,
    });
    const body = [usageInput(day(1)), usageInput({ ...day(2), OptionCode: "API_CALLS" })];
    await callUsages(twin, "POST", { body });
    return twin;
  };
  const interval = { IntervalStart: "2026-10-02 00:00:00", IntervalEnd: "2026-10-02 23:59:59" };

  it.each([
    ["the query", { rest: `/?${new URLSearchParams(interval)}` }],
    ["the body", { body: interval }],
    ["a reference in the query", { rest: "?UsageReference=120010000002" }],
    [
      "a reference in the body",
      { body: { UsageReference: 120010000002, OptionCode: "API_CALLS" } },
    ],
  ])("deletes what meets the criteria in %s", async (_, options) => {
    const twin = await fill();
    const response = await callUsages(twin, "DELETE", options);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(twin.usage()).toMatchObject([{ meter: "SEATS" }]);
  });

  it("deletes everything of the subscription when there are no criteria", async () => {
    const twin = await fill();
    await callUsages(twin, "DELETE");
    expect(twin.usage()).toEqual([]);
  });

  it("refuses half an interval, a wrong reference and billed usage", async () => {
    const twin = await fill();
    const remove = async (rest: string) => (await callUsages(twin, "DELETE", { rest })).status;
    expect(await remove("?IntervalStart=2026-10-01%2000:00:00")).toBe(400);
    expect(await remove("?UsageReference=first")).toBe(400);
    twin.bill("TWIN000001");
    expect(await remove("?UsageReference=120010000001")).toBe(400);
    expect(twin.usage()).toHaveLength(2);
  });
});
