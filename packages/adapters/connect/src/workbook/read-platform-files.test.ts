import { Buffer } from "node:buffer";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { processedFile } from "../__fixtures__/processed-file.ts";
import { readReportProperties } from "./read-report-properties.ts";
import { readTemplate } from "./read-template.ts";
import { streamUsageRows } from "./stream-usage-rows.ts";
import { createZip } from "./zip-writer.ts";

const TEXT_ROWS = [
  ["record_id", "quantity", "start_time_utc", "v.region"],
  ["r-1", "4.0000", "2019-11-04 9:21:39", "EU"],
];
const general = {
  name: "general",
  rows: [
    ["attribute_id", "attribute_value"],
    ["report_id", "UF-1"],
    ["valid_records", "12"],
    ["hub_id", null],
  ],
};

describe("streamUsageRows", () => {
  it("reads numbers that are numbers and numbers that are text", async () => {
    const rows = [...TEXT_ROWS, ["r-2", 4.5, "2026-10-01 00:00:00", null]];
    const bytes = await writeXlsx({ sheets: [general, { name: "records", rows }] });
    const read = await Array.fromAsync(streamUsageRows(bytes));
    expect(read.map(({ recordId, quantity }) => [recordId, quantity?.toString()])).toEqual([
      ["r-1", "4"],
      ["r-2", "4.5"],
    ]);
    expect(read[0]?.parameters.get("v.region")).toBe("EU");
  });

  it("gives the platform's words on a cell with the row", async () => {
    const bytes = await processedFile({
      header: ["record_id", "quantity"],
      rows: [["r-1", "ten"]],
      notes: [{ row: 2, column: "quantity", words: "Not a number" }],
    });
    const [row] = await Array.fromAsync(streamUsageRows(bytes));
    expect(row).toMatchObject({ row: 2, recordId: "r-1", unreadable: ["quantity"] });
    expect(row?.comments.get("quantity")).toBe("Not a number");
  });

  it("names the sheets of a workbook without usage", async () => {
    const bytes = await writeXlsx({ sheets: [general] });
    await expect(Array.fromAsync(streamUsageRows(bytes))).rejects.toThrow(
      "the workbook has no sheet records, only general",
    );
  });
});

describe("readReportProperties", () => {
  it("reads the sheet general", async () => {
    const bytes = await writeXlsx({ sheets: [{ name: "records", rows: TEXT_ROWS }, general] });
    expect(await readReportProperties(bytes)).toMatchObject({ id: "UF-1", validRecords: 12 });
  });

  it("finds nothing in a workbook without it", async () => {
    const bytes = await writeXlsx({ sheets: [{ name: "records", rows: TEXT_ROWS }] });
    expect(await readReportProperties(bytes)).toBeUndefined();
  });
});

describe("readTemplate", () => {
  it("tells the columns, the vendor's own ones and the words on them", async () => {
    const comment = { author: "Connect", text: "ISO 3166" };
    const records = {
      name: "usage_records",
      rows: [TEXT_ROWS[0] ?? []],
      cells: new Map([["0,3", { value: "v.region", comment }]]),
    };
    const categories = { name: "categories", rows: [["category_id", "category_name"]] };
    expect(await readTemplate(await writeXlsx({ sheets: [categories, records] }))).toEqual({
      sheet: "usage_records",
      columns: ["record_id", "quantity", "start_time_utc", "v.region"],
      ownColumns: ["v.region"],
      comments: new Map([["v.region", "ISO 3166"]]),
      categoryColumns: ["category_id", "category_name"],
    });
  });

  it("tells no columns of categories where there is no such sheet", async () => {
    const records = { name: "records", rows: [["record_id"]] };
    expect(await readTemplate(await writeXlsx({ sheets: [records] }))).toMatchObject({
      columns: ["record_id"],
      categoryColumns: [],
    });
  });

  it("refuses a workbook without a sheet of usage rows, and what is no workbook", async () => {
    await expect(readTemplate(await writeXlsx({ sheets: [general] }))).rejects.toThrow(
      "the template has no sheet records",
    );
    const archive = createZip([{ name: "a", content: Buffer.from("a") }]);
    await expect(readTemplate(archive)).rejects.toThrow("no workbook");
  });
});
