import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { openWorkbook } from "./read-workbook.ts";
import { toWorkbook } from "./to-workbook.ts";

const CRITERIA = { assetCriterionOf: () => "asset.id", itemCriterion: "item.mpn" };

function readRecords(...records: Parameters<typeof toWorkbook>[0]) {
  const sheet = openWorkbook(toWorkbook(records, CRITERIA)).readSheet("records");
  return {
    header: sheet?.header,
    rows: sheet?.rows.map(({ values }) => Object.fromEntries(values)),
  };
}

function readCategories(...records: Parameters<typeof toWorkbook>[0]) {
  const sheet = openWorkbook(toWorkbook(records, CRITERIA)).readSheet("categories");
  return sheet?.rows.map(({ values }) => Object.fromEntries(values));
}

describe("toWorkbook", () => {
  it("writes the eight required columns of a plain record", () => {
    const { header, rows } = readRecords(usageRecord());
    expect(header).toEqual([
      "record_id",
      "item_search_criteria",
      "item_search_value",
      "quantity",
      "start_time_utc",
      "end_time_utc",
      "asset_search_criteria",
      "asset_search_value",
    ]);
    expect(rows).toEqual([
      {
        record_id: "r-1",
        item_search_criteria: "item.mpn",
        item_search_value: "STORAGE-GB",
        quantity: "12.5",
        start_time_utc: "2026-10-01 00:00:00",
        end_time_utc: "2026-10-01 23:59:59",
        asset_search_criteria: "asset.id",
        asset_search_value: "AS-1001-0000-0001",
      },
    ]);
  });

  it("adds an optional column when a record uses it, and leaves the others' cells empty", () => {
    const rated = usageRecord({
      recordId: "r-2",
      description: "Größe",
      category: "disk",
      amount: "3.20",
      tier: 0,
    });
    const { header, rows } = readRecords(usageRecord(), rated);
    expect(header?.[1]).toBe("record_note");
    expect(header?.slice(-3)).toEqual(["category_id", "amount", "tier"]);
    expect(rows?.[0]).not.toHaveProperty("amount");
    expect(rows?.[1]).toMatchObject({ record_note: "Größe", category_id: "disk", amount: "3.2" });
    expect(rows?.[1]).toMatchObject({ tier: "0" });
  });

  it("writes an instant with equal ends", () => {
    const at = "2026-10-05T06:07:08Z";
    expect(readRecords(usageRecord({ start: at, end: at })).rows?.[0]).toMatchObject({
      start_time_utc: "2026-10-05 06:07:08",
      end_time_utc: "2026-10-05 06:07:08",
    });
  });

  it("writes numbers of more than 15 digits as text, so that no reader rounds them", () => {
    const records = ["123456789.12345678", "123456789012345", "0.000000012345678"].map((quantity) =>
      usageRecord({ quantity }),
    );
    const xml = Buffer.from(toWorkbook(records, CRITERIA));
    expect(
      openWorkbook(xml)
        .readSheet("records")
        ?.rows.map(({ values }) => values.get("quantity")),
    ).toEqual(["123456789.12345678", "123456789012345", "0.000000012345678"]);
  });

  it("lists each category once, sorted, with its id as name", () => {
    const records = ["disk", "cpu", "disk", ""].map((category) => usageRecord({ category }));
    expect(readCategories(...records)).toEqual([
      { category_id: "cpu", category_name: "cpu" },
      { category_id: "disk", category_name: "disk" },
    ]);
  });

  it("lists one generic category when no record names one", () => {
    expect(readCategories(usageRecord())).toMatchObject([{ category_id: "general" }]);
  });
});
