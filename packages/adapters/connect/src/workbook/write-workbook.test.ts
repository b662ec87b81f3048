import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { readXlsx } from "hucre/xlsx";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import type { Cell } from "./sheet-xml.ts";
import { writeWorkbook } from "./write-workbook.ts";
import { openZip } from "./zip-reader.ts";

const ROW: readonly Cell[] = [
  "=SUM(A1:A9)",
  " two  spaces ",
  'Größe <b> & "Zeichen" 量',
  undefined,
  "2026-10-01 00:00:00",
  { number: "123456789012345" },
  { number: "99999999.999" },
  { number: "0.00000001" },
  { number: "0" },
];
const READ_BACK = [
  "=SUM(A1:A9)",
  " two  spaces ",
  'Größe <b> & "Zeichen" 量',
  null,
  "2026-10-01 00:00:00",
  123456789012345,
  99999999.999,
  0.00000001,
  0,
];
const HEADER = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];

const workbook = () =>
  writeWorkbook([
    { name: "records", header: HEADER, rows: [ROW] },
    { name: "categories & more", header: ["category_id"], rows: [["general"]] },
  ]);

describe("writeWorkbook", () => {
  it("is read back exactly by hucre", async () => {
    const { sheets } = await readXlsx(workbook());
    expect(sheets.map(({ name }) => name)).toEqual(["records", "categories & more"]);
    expect(sheets[0]?.rows).toEqual([HEADER, READ_BACK]);
    expect(sheets[1]?.rows).toEqual([["category_id"], ["general"]]);
  });

  it("is read back exactly by read-excel-file", async () => {
    const sheets = await readSheets(Buffer.from(workbook()), { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["records", "categories & more"]);
    expect(sheets[0]?.data).toEqual([HEADER, READ_BACK]);
  });

  it("writes the same bytes for the same sheets", () => {
    expect(Buffer.compare(workbook(), workbook())).toBe(0);
  });

  it("writes what it has always written, whatever packs it", () => {
    const archive = openZip(workbook());
    const parts = [
      "[Content_Types].xml",
      "_rels/.rels",
      "xl/workbook.xml",
      "xl/_rels/workbook.xml.rels",
      "xl/styles.xml",
      "xl/worksheets/sheet1.xml",
      "xl/worksheets/sheet2.xml",
    ].map((name) => archive.read(name) ?? new Uint8Array());
    // A change of it changes the bytes of every workbook that was reported before.
    expect(createHash("sha256").update(Buffer.concat(parts)).digest("hex")).toBe(
      "24ab22ef13d26cedfeb1b919d2bea610800dcfd869d4bde9c8f5eb76026c6111",
    );
  });

  it("writes sheets of many rows whole", async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`r-${index}`, "x".repeat(300)]);
    const { sheets } = await readXlsx(
      writeWorkbook([{ name: "records", header: ["a", "b"], rows }]),
    );
    expect(sheets[0]?.rows).toHaveLength(5001);
    expect(sheets[0]?.rows[5000]?.[0]).toBe("r-4999");
  });
});
