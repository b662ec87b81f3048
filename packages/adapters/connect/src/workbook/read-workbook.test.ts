import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { foreignWorkbook } from "../__fixtures__/foreign-workbook.ts";
import { processedFile } from "../__fixtures__/processed-file.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import { writeWorkbook } from "./write-workbook.ts";
import { createZip } from "./zip-writer.ts";

async function readAll(bytes: Uint8Array, ...names: readonly string[]) {
  const sheet = await openWorkbook(bytes).readSheet(...names);
  return { header: sheet?.header, rows: await Array.fromAsync(sheet?.rows ?? []) };
}

const readForeign = (rows: string, shared?: string) =>
  readAll(foreignWorkbook({ rows, ...(shared !== undefined && { shared }) }), "records");

describe("openWorkbook", () => {
  it("reads what the writer wrote, numbers by their own digits", async () => {
    const bytes = writeWorkbook([
      { name: "other", header: ["x"], rows: [["y"]] },
      {
        name: "records",
        header: ["record_id", "quantity", "record_note"],
        rows: [
          ["r-1", { number: "0.10000000" }, "a <b> & c"],
          ["r-2", { number: "7" }, undefined],
        ],
      },
    ]);
    const { header, rows } = await readAll(bytes, "records");
    expect(openWorkbook(bytes).sheets).toEqual(["other", "records"]);
    expect(header).toEqual(["record_id", "quantity", "record_note"]);
    expect(rows.map(({ number, values }) => [number, [...values.values()]])).toEqual([
      [2, ["r-1", "0.10000000", "a <b> & c"]],
      [3, ["r-2", "7"]],
    ]);
  });

  it("reads shared texts and comments of another writer", async () => {
    const bytes = await processedFile({
      header: ["record_id", "quantity"],
      rows: [
        ["r-1", "1"],
        ["r-2", "x"],
      ],
      notes: [{ row: 3, column: "quantity", words: "Not a number" }],
    });
    const [first, second] = (await readAll(bytes, "records")).rows;
    expect(first?.comments.size).toBe(0);
    expect(second?.values.get("record_id")).toBe("r-2");
    expect(second?.comments.get("quantity")).toBe("Not a number");
  });

  it("reads prefixed names, rich and phonetic text, and cells without references", async () => {
    const shared =
      "<sst><si><r><t>record</t></r><r><t>_id</t></r><rPh><t>noise</t></rPh></si><si><t/></si></sst>";
    const { header, rows } = await readForeign(
      '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>quantity </x:t></x:is></x:c></x:row>' +
        '<x:row/><x:row r="5"><x:c t="str"><x:f>A1</x:f><x:v>r-1</x:v></x:c><x:c s="3"><x:v>1.5</x:v></x:c></x:row>',
      shared,
    );
    expect(header).toEqual(["record_id", "quantity"]);
    expect(rows.map(({ number, values }) => [number, Object.fromEntries(values)])).toEqual([
      [5, { record_id: "r-1", quantity: "1.5" }],
    ]);
  });

  it("gives cells that are there for their format alone no text", async () => {
    const { rows } = await readForeign(
      '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>' +
        '<row r="2"><c r="A2" s="1"/><c r="B2"><v>1</v></c></row><row r="3"><c r="A3" s="1"/></row>',
    );
    expect(rows.map(({ values }) => Object.fromEntries(values))).toEqual([{ b: "1" }]);
  });

  it("reads signs that XML cannot carry as other writers escape them", async () => {
    const { rows } = await readForeign(
      '<row><c t="str"><v>a</v></c></row><row><c t="inlineStr"><is><t>one_x000A_two</t></is></c></row>',
    );
    expect(rows[0]?.values.get("a")).toBe("one\ntwo");
  });

  it("takes the first of several names, and has no sheet of another name", async () => {
    const workbook = openWorkbook(
      writeWorkbook([{ name: "usage_records", header: ["a"], rows: [] }]),
    );
    expect((await workbook.readSheet("records", "usage_records"))?.header).toEqual(["a"]);
    expect(await workbook.readSheet("records")).toBeUndefined();
    expect(await Array.fromAsync(workbook.streamRows("records"))).toEqual([]);
  });

  it("reads a workbook whose properties are broken and whose parts are spelled otherwise", async () => {
    const bytes = foreignWorkbook({
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
      shared: "<sst><si><t>record_id</t></si></sst>",
      renamed: { "book/texts.xml": "Book\\Texts.XML" },
      more: { "docProps/core.xml": "<broken", "docProps/app.xml": "&nothing;" },
    });
    expect((await readAll(bytes, "records")).header).toEqual(["record_id"]);
  });

  it("keeps comments on rows and columns that have no cells", async () => {
    const comment = (place: string, words: string) =>
      `<comment ref="${place}"><text><r><t>${words}</t></r></text></comment>`;
    const bytes = foreignWorkbook({
      rows: '<row r="2"><c r="A2" t="str"><v>a</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>',
      comments: [
        comment("A9", "below"),
        comment("C4", "beside"),
        comment("A3", "between"),
        comment("A1", "above"),
        comment("?", "nowhere"),
      ].join(""),
    });
    const { rows } = await readAll(bytes, "records");
    expect(rows.map(({ number, comments }) => [number, Object.fromEntries(comments)])).toEqual([
      [3, { a: "between" }],
      [4, { C: "beside" }],
      [9, { a: "below" }],
      [1, { a: "above" }],
      [0, { "?": "nowhere" }],
    ]);
  });

  it("reads a sheet of many rows as it does the others, comments too", async () => {
    const bytes = await processedFile({
      sheet: "usage_records",
      header: ["usage_record_id", "start_time_utc"],
      rows: Array.from({ length: 5000 }, (_, index) => [`r-${index}`, "2019-11-04 9:21:39"]),
      notes: [{ row: 301, column: "start_time_utc", words: "Outside of the period" }],
    });
    const { rows } = await readAll(bytes, "records", "usage_records");
    expect(rows).toHaveLength(5000);
    expect(rows[4999]?.values.get("usage_record_id")).toBe("r-4999");
    expect(rows[299]?.comments.get("start_time_utc")).toBe("Outside of the period");
  });

  it("reads no further than it is asked to", async () => {
    const bytes = writeWorkbook([{ name: "a", header: ["a"], rows: [["1"], ["2"], ["3"]] }]);
    const seen: (string | undefined)[] = [];
    for await (const { values } of openWorkbook(bytes).streamRows("a")) {
      seen.push(values.get("a"));
      break;
    }
    expect(seen).toEqual(["1"]);
  });

  it.each([
    [
      "an entity",
      "",
      '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>',
      "DOCTYPE",
    ],
    ["broken XML", "<row>", undefined, "sheet records, at row 1: the workbook holds broken XML"],
    ["rows out of order", '<row r="4"/><row r="4"/>', undefined, "row 4 follows row 4"],
    ["a row beyond the last", '<row r="1048577"/>', undefined, "row 1048577 follows row 0"],
    ["a row without a number", '<row r="x"/>', undefined, "row NaN follows row 0"],
    [
      "a cell that is there twice",
      '<row><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
      undefined,
      "cell B1 is there twice",
    ],
    ["a cell in no column", '<row><c r="7"><v>1</v></c></row>', undefined, "a cell in no column"],
    [
      "a shared text that is not there",
      '<row><c r="A1" t="s"><v>3</v></c></row>',
      "<sst/>",
      "cell A1 names shared text 3",
    ],
    [
      "a header that is there twice",
      '<row><c t="str"><v>quantity</v></c><c><v/></c><c t="str"><v>quantity</v></c></row>',
      undefined,
      "cells A1 and C1 are both headed quantity",
    ],
  ])("refuses %s and says where", async (_, rows, shared, words) => {
    const error = await readForeign(rows, shared).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidWorkbookError);
    expect((error as InvalidWorkbookError).message).toContain(words);
  });

  it("refuses text that is not UTF-8", async () => {
    const bytes = foreignWorkbook({ rows: "\u00ff\u00fe", encoding: "latin1" });
    await expect(readAll(bytes, "records")).rejects.toThrow("not UTF-8");
  });

  it("refuses an archive that is no workbook", () => {
    const archive = createZip([{ name: "a.txt", content: Buffer.from("a") }]);
    expect(() => openWorkbook(archive)).toThrow(/no workbook/);
  });

  it.each([
    ["spaces that never end", " ".repeat(8_000_000), "a tag or a text is too long"],
    ["rows without end", "<row/>".repeat(1_100_000), "row 1048577 follows row 1048576"],
    ["elements in elements", "<x:row>".repeat(1_000_000), "too deep"],
    ["a cell of many texts", `<row><c>${"<t>aaaaaaaa</t>".repeat(200_000)}`, "cell A1 is too long"],
    ["a row of many cells", `<row>${"<c><v>1</v></c>".repeat(20_000)}`, "a cell in no column"],
  ])("refuses %s, however well they are packed", async (_, rows, words) => {
    await expect(readForeign(rows)).rejects.toThrow(words);
  });

  it("refuses more than the caller wants to unpack", async () => {
    const bytes = writeWorkbook([{ name: "records", header: ["a"], rows: [["b"]] }]);
    const workbook = openWorkbook(bytes, { maximumUnpackedBytes: 100 });
    await expect(workbook.readSheet("records")).rejects.toThrow(/unpacks to \d+ bytes: refused/);
  });
});
