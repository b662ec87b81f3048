import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { openWorkbook } from "./read-workbook.ts";
import { toWorkbook } from "./to-workbook.ts";

const CRITERIA = { assetCriterionOf: () => "asset.id", itemCriterion: "item.mpn" };

type Records = Parameters<typeof toWorkbook>[0];

async function readSheet(name: string, records: Records) {
  const sheet = await openWorkbook(toWorkbook(records, CRITERIA)).readSheet(name);
  const rows = await Array.fromAsync(sheet?.rows ?? [], ({ values }) => Object.fromEntries(values));
  return { header: sheet?.header, rows };
}

const readRecords = (...records: Records) => readSheet("records", records);
const readCategories = async (...records: Records) => (await readSheet("categories", records)).rows;

describe("toWorkbook", () => {
  it("writes the eight required columns of a plain record", async () => {
    const { header, rows } = await readRecords(usageRecord());
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

  it("adds an optional column when a record uses it, and leaves the others' cells empty", async () => {
    const rated = { amount: "3.20", tier: 0 };
    const full = { ...rated, recordId: "r-2", description: "Größe", category: "disk" };
    const { header, rows } = await readRecords(usageRecord(rated), usageRecord(full));
    expect(header?.[1]).toBe("record_note");
    expect(header?.slice(-3)).toEqual(["category_id", "amount", "tier"]);
    expect(rows[0]).not.toHaveProperty("category_id");
    expect(rows[1]).toMatchObject({ record_note: "Größe", category_id: "disk", amount: "3.2" });
    expect(rows[1]).toMatchObject({ tier: "0" });
  });

  it("writes an instant with equal ends", async () => {
    const at = "2026-10-05T06:07:08Z";
    expect((await readRecords(usageRecord({ start: at, end: at }))).rows[0]).toMatchObject({
      start_time_utc: "2026-10-05 06:07:08",
      end_time_utc: "2026-10-05 06:07:08",
    });
  });

  it("writes numbers of more than 15 digits as text, so that no reader rounds them", async () => {
    const quantities = ["123456789.12345678", "123456789012345", "0.000000012345678"];
    const { rows } = await readRecords(...quantities.map((quantity) => usageRecord({ quantity })));
    expect(rows.map(({ quantity }) => quantity)).toEqual(quantities);
  });

  it("lists each category once, sorted, with its id as name", async () => {
    const records = ["disk", "cpu", "disk", ""].map((category) => usageRecord({ category }));
    expect(await readCategories(...records)).toEqual([
      { category_id: "cpu", category_name: "cpu" },
      { category_id: "disk", category_name: "disk" },
    ]);
  });

  it("lists one generic category when no record names one", async () => {
    expect(await readCategories(usageRecord())).toMatchObject([{ category_id: "general" }]);
  });
});
