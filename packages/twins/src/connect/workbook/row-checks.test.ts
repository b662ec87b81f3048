import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { sampleCatalogue } from "../../catalogue/sample-catalogue.ts";
import {
  createDraft,
  distributor,
  type Row,
  row,
  uploadRows,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

async function check(
  rows: readonly Row[],
  schema: ConnectProduct["schema"] = "QT",
  abilities: Pick<ConnectProduct, "late" | "future"> = {},
) {
  const clock = createManualClock(NOW);
  const products = sampleCatalogue.connect.products.map((product) => {
    return { ...product, schema, ...abilities };
  });
  const connect = { ...sampleCatalogue.connect, products };
  const twin = await openTwin("connect", { clock, catalogue: { ...sampleCatalogue, connect } });
  const id = await createDraft(twin);
  const file = await uploadRows(twin, clock, { id, rows });
  return { twin, clock, file };
}

/** The comments of the processed file's sheet `records`, by cell. */
async function readComments(file: Record<string, unknown>): Promise<Record<string, string>> {
  const response = await fetch(String(file["processed_file_uri"]));
  const workbook = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  const sheet = workbook.sheets.find(({ name }) => name === "records");
  const commented = [...(sheet?.cells ?? [])].flatMap(([place, { comment }]) =>
    comment === undefined ? [] : [[place, comment.text] as const],
  );
  return Object.fromEntries(commented);
}

const storage = { item_search_value: "STORAGE-GB" };

describe("quantities", () => {
  it("are kept exact, from numbers and from text", async () => {
    const { twin } = await check([
      row("a", { ...storage, quantity: 0.1 }),
      row("b", { ...storage, quantity: 12345678901.2345 }),
      row("c", { ...storage, quantity: "123456789012345678901.2345" }),
      row("d", { ...storage, quantity: "7.5000" }),
      row("e", { quantity: "7.0" }),
    ]);
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual([
      "0.1",
      "12345678901.2345",
      "123456789012345678901.2345",
      "7.5",
      "7",
    ]);
  });
});

describe("a valid file", () => {
  it("gives its usage with half-open periods in UTC", async () => {
    const { twin } = await check([
      row("inclusive", { record_note: "Note" }),
      row("exclusive", { end_time_utc: "2026-10-02 00:00:00" }),
      row("instant", { start_time_utc: "2026-10-01 23:59:59" }),
    ]);
    const [first, second, third] = twin.usage();
    expect(first).toEqual({
      channel: "connect",
      subscription: "AS-1001-0000-0001",
      meter: "SEAT-PRO",
      quantity: "5",
      start: "2026-10-01T00:00:00.000Z",
      end: "2026-10-02T00:00:00.000Z",
      recordId: "inclusive",
      description: "Note",
      status: "ready",
      reference: "UR-2026-11-0000-0000-0000-0001",
    });
    expect(second).toMatchObject({ end: "2026-10-02T00:00:00.000Z" });
    expect(third).toMatchObject({ end: "2026-10-01T23:59:59.000Z" });
  });

  it("may name items and assets in the platform's other ways", async () => {
    const { twin } = await check([
      row("a", {
        item_search_criteria: "item.global_id",
        item_search_value: "PRD-276-377-545-0002",
        asset_search_criteria: "parameter.account_id",
        asset_search_value: "account-0007",
      }),
      row("b", {
        item_search_criteria: "item.local_id",
        item_search_value: "PRD_276_377_545_0003",
      }),
    ]);
    expect(twin.usage()).toMatchObject([
      { meter: "STORAGE-GB", subscription: "account-0007" },
      { meter: "API-CALLS" },
    ]);
  });
});

describe("an invalid row", () => {
  it.each<[string, Row, string]>([
    ["item_search_value", { item_search_value: "OTHER" }, "USG_011: Unknown MPN OTHER"],
    ["item_search_criteria", { item_search_criteria: "mpn" }, "must be one of item.mpn"],
    ["asset_search_value", { asset_search_value: "AS-0" }, "Unknown asset AS-0"],
    ["asset_search_criteria", { asset_search_criteria: "id" }, "must be asset.id or"],
    ["record_id", { record_id: "" }, "is required"],
    ["quantity", { quantity: "1,5" }, "1,5 is not a number"],
    ["quantity", { quantity: "null" }, "null is not a number"],
    ["quantity", { quantity: null }, "is required"],
    ["quantity", { quantity: "1e3" }, "1e3 is not a number"],
    ["quantity", { quantity: -1 }, "-1 is negative"],
    ["quantity", { quantity: 1.5 }, "more decimals than the precision integer of SEAT-PRO"],
    ["quantity", { ...storage, quantity: 1.00001 }, "more decimals than the precision decimal(4)"],
    ["quantity", { quantity: 1234567890123456 }, "more digits than a number cell keeps"],
    ["start_time_utc", { start_time_utc: "2026-10-01T00:00:00" }, "is not YYYY-MM-DD hh:mm:ss"],
    ["start_time_utc", { start_time_utc: "2026-10-01 0:00:00" }, "is not YYYY-MM-DD hh:mm:ss"],
    ["end_time_utc", { end_time_utc: "2026-09-30 23:59:59" }, "is before the start"],
    ["end_time_utc", { end_time_utc: new Date(NOW) }, "is not YYYY-MM-DD hh:mm:ss"],
    ["category_id", { category_id: "C9" }, "the sheet categories has no C9"],
  ])("makes the whole file invalid: %s %o", async (column, wrong, reason) => {
    const rows = [row("first", { category_id: null }), row("a", wrong)];
    const { twin, file } = await check(rows);
    expect(file).toMatchObject({
      status: "invalid",
      records: { valid: 1, invalid: 1, closed: 0 },
      error_detail: expect.stringContaining(`1 of 2 records are invalid: row 3, ${column}: `),
    });
    expect(twin.usage()).toEqual([]);
    const place = `2,${Object.keys(row("first", { category_id: null })).indexOf(column)}`;
    expect(await readComments(file)).toEqual({ [place]: expect.stringContaining(reason) });
  });

  it("is commented in every wrong cell, and the summary is cut to 200 characters", async () => {
    const wrong = { quantity: "many", asset_search_value: "AS-0" };
    const rows = Array.from({ length: 20 }, (_, index) => row(`r${index}`, wrong));
    const { file } = await check(rows);
    expect(file["error_detail"]).toHaveLength(200);
    expect(Object.keys(await readComments(file))).toHaveLength(40);
  });

  it("needs amount and tier for a tier-rated product", async () => {
    const money = { amount: "12.34", tier: 1 };
    expect((await check([row("a", money)], "TR")).file).toMatchObject({ status: "ready" });
    const { file } = await check([row("a", { amount: null, tier: 3 })], "TR");
    expect(await readComments(file)).toEqual({ "1,8": "is required", "1,9": "must be 0, 1 or 2" });
  });
});

describe("a row's amount and tier", () => {
  it.each([
    ["QT", { amount: "1", tier: null }, { "1,8": "must be empty: the product's schema QT" }],
    ["QT", { amount: null, tier: "0" }, { "1,9": "must be empty: the product's schema QT" }],
    ["PR", { amount: "1", tier: "1" }, { "1,9": "must be empty: the product's schema PR" }],
  ] as const)("are refused where schema %s has none: %o", async (schema, rating, comments) => {
    const { file } = await check([row("a", rating)], schema);
    const found = Object.entries(await readComments(file));
    expect(found.map(([place, words]) => [place, words.slice(0, 38)])).toEqual(
      Object.entries(comments),
    );
  });

  it("may have empty columns", async () => {
    const { file } = await check([row("a", { amount: null, tier: null })]);
    expect(file).toMatchObject({ status: "ready" });
  });
});

describe("the period of a file", () => {
  const early = { start_time_utc: "2026-09-30 23:59:59" };
  const beyond = { end_time_utc: "2026-11-01 00:00:01" };
  const later = { start_time_utc: "2026-11-01 00:00:00", end_time_utc: "2026-11-01 00:00:00" };

  it.each([
    [early, "start_time_utc", "it starts before the file's period, whose first day is 2026-10-01"],
    [beyond, "end_time_utc", "it ends after the file's period, whose last day is 2026-10-31"],
    [later, "start_time_utc", "it starts after the file's period, whose last day is 2026-10-31"],
  ])("refuses usage outside of it: %o", async (times, column, words) => {
    const { file } = await check([row("a", times)]);
    const place = `1,${Object.keys(row("a")).indexOf(column)}`;
    expect(await readComments(file)).toEqual({ [place]: words });
  });

  it("takes usage up to its last instant, and of other times where the product allows it", async () => {
    const whole = { start_time_utc: "2026-10-01 00:00:00", end_time_utc: "2026-11-01 00:00:00" };
    expect((await check([row("a", whole)])).file).toMatchObject({ status: "ready" });
    const all = [row("a", early), row("b", beyond), row("c", later)];
    const { file } = await check(all, "QT", { late: true, future: true });
    expect(file).toMatchObject({ status: "ready" });
  });
});

describe("record ids", () => {
  it("are refused when they occur twice in a file", async () => {
    const { file } = await check([row("a"), row("b"), row("a")]);
    expect(file).toMatchObject({ status: "invalid", records: { valid: 1, invalid: 2 } });
  });

  it("are refused when another file has them, but not the same file uploaded again", async () => {
    const { twin, clock } = await check([row("a")]);
    const first = "UF-2026-11-0000-0001";
    const again = await uploadRows(twin, clock, { id: first, rows: [row("a")] });
    expect(again).toMatchObject({ status: "ready" });
    const id = await createDraft(twin);
    const second = await uploadRows(twin, clock, { id, rows: [row("a"), row("b")] });
    expect(second).toMatchObject({
      status: "invalid",
      error_detail: expect.stringContaining(`duplicate record_id a, reported in ${first}`),
    });
    expect(twin.usage()).toMatchObject([{ recordId: "a" }]);
  });
});

describe("the processed file", () => {
  it("is fetched without the token, for thirty seconds, by its signed link only", async () => {
    const { clock, file } = await check([row("a")]);
    const link = String(file["processed_file_uri"]);
    expect((await fetch(link)).status).toBe(200);
    const headers = { authorization: distributor };
    expect((await fetch(link, { headers })).status).toBe(400);
    expect((await fetch(link.replace("processed", "usage"))).status).toBe(403);
    clock.advance(30_001);
    expect((await fetch(link)).status).toBe(403);
  });
});
