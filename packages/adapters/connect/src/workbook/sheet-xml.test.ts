import { describe, expect, it } from "vitest";
import { InvalidCellError } from "./invalid-cell-error.ts";
import { type Cell, columnName, GREATEST_ROW, RowWriter } from "./sheet-xml.ts";

const rowXml = (...cells: readonly Cell[]): string => new RowWriter(cells.length).write(cells);

describe("RowWriter", () => {
  it("gives every cell its reference", () => {
    const writer = new RowWriter(2);
    writer.write(["a", "b"]);
    expect(writer.write(["x", { number: "1.50" }])).toBe(
      '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><v>1.50</v></c></row>',
    );
  });

  it("leaves empty cells out, those beyond the last given one too", () => {
    const writer = new RowWriter(4);
    expect(writer.write(["x", undefined, "z"])).not.toMatch(/[BD]1/);
  });

  it("keeps the digits of a number as they are", () => {
    expect(rowXml({ number: "0.10000000" })).toContain("<v>0.10000000</v>");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])("keeps %s as text", (text) => {
    expect(rowXml(text)).toMatch(/^<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>[=+@-]/);
  });

  it("keeps spaces at the ends", () => {
    expect(rowXml(" a")).toContain('<t xml:space="preserve"> a</t>');
    expect(rowXml("a ")).toContain('<t xml:space="preserve">a </t>');
  });

  it.each(["", "1e5", "NaN", "1,5", "1</v>", ".5", "1."])("refuses %j as a number", (number) => {
    expect(() => rowXml({ number })).toThrow(InvalidCellError);
  });

  it("names the cell and the number that it refuses", () => {
    expect(() => rowXml("a", { number: "1e5" })).toThrow(
      'cell B1: "1e5" is no plain decimal number',
    );
  });

  it("gives an empty text no format", () => {
    expect(rowXml("")).toBe('<row r="1"><c r="A1" t="inlineStr"><is><t></t></is></c></row>');
  });

  it("does not take a mistake of the program for one of the text", () => {
    expect(() => rowXml(null as unknown as Cell)).toThrow(TypeError);
  });

  it("refuses more cells than headers, and writes nothing of the row", () => {
    const writer = new RowWriter(1);
    expect(() => writer.write(["a", "b"])).toThrow("row 1 has 2 cells under 1 headers");
    expect(writer.rows).toBe(0);
  });

  it("refuses a row that no sheet has", () => {
    const writer = new RowWriter(0);
    for (let row = 0; row < GREATEST_ROW; row += 1) writer.write([]);
    expect(() => writer.write([])).toThrow("a sheet has 1048576 rows at most");
  });
});

describe("columnName", () => {
  it("counts as spreadsheets do", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      "A",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
    ]);
  });
});
