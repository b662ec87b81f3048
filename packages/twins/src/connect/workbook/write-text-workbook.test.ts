import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { columnName } from "./sheet-texts.ts";
import { writeTextWorkbook } from "./write-text-workbook.ts";

describe("writeTextWorkbook", () => {
  it("keeps every text as it is, and empty cells empty", async () => {
    const texts = ['<a href="x">&amp;</a>', " spaces ", "two\nlines", "=1+1", "", "007", "Ω 😀"];
    const bytes = await writeTextWorkbook([{ name: "records", headers: texts, rows: [] }]);
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect(sheet?.rows).toEqual([texts.map((text) => (text === "" ? null : text))]);
  });

  it("writes control characters in the way of workbooks", async () => {
    const bytes = await writeTextWorkbook([{ name: "records", headers: ["a\u0001b"], rows: [] }]);
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect(["a\u0001b", "a_x0001_b"]).toContain(sheet?.rows[0]?.[0]);
  });

  it("marks cells with a comment, also empty ones and those of a column that is not there", async () => {
    const headers = ["one", "two"];
    const rows = [
      ["x", ""],
      ["y", "z"],
    ];
    const marks = [
      { row: 0, column: "two", value: "", reason: "is required" },
      { row: 1, column: "three", value: "", reason: "a < b & c" },
    ];
    const bytes = await writeTextWorkbook([
      { name: "general", headers: ["a"], rows: [] },
      { name: "records", headers, rows, marks },
    ]);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    expect(sheets.map(({ name }) => name)).toEqual(["general", "records"]);
    const cells = [...(sheets[1]?.cells ?? [])].filter(([, { comment }]) => comment);
    expect(cells.map(([place, { comment }]) => [place, comment?.text])).toEqual([
      ["1,1", "is required"],
      ["2,0", "a < b & c"],
    ]);
    expect(cells[0]?.[1].style?.border?.left?.style).toBe("medium");
  });

  it("writes many rows, and the same bytes for the same rows", async () => {
    const rows = function* () {
      for (let line = 0; line < 1234; line += 1) yield [`r${line}`, String(line % 7)];
    };
    const write = () =>
      writeTextWorkbook([{ name: "records", headers: ["id", "n"], rows: rows() }]);
    const [one, other] = [await write(), await write()];
    expect(one).toEqual(other);
    const [sheet] = (await readXlsx(one)).sheets;
    expect(sheet?.rows).toHaveLength(1235);
    expect(sheet?.rows[1234]).toEqual(["r1233", "1"]);
  });
});

describe("columnName", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [51, "AZ"],
    [52, "BA"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("names column %i %s", (place, name) => {
    expect(columnName(place)).toBe(name);
  });
});
