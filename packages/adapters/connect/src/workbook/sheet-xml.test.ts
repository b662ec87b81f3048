import { describe, expect, it } from "vitest";
import { type Cell, columnName, escapeXml, writeSheetXml } from "./sheet-xml.ts";

const xmlOf = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [...writeSheetXml({ name: "s", header, rows })].join("");

describe("writeSheetXml", () => {
  it("gives every cell its reference", () => {
    expect(xmlOf(["a", "b"], [["x", { number: "1.50" }]])).toContain(
      '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><v>1.50</v></c></row>',
    );
  });

  it("leaves empty cells out", () => {
    expect(xmlOf(["a", "b", "c"], [["x", undefined, "z"]])).not.toContain("B2");
  });

  it("keeps the digits of a number as they are", () => {
    expect(xmlOf(["a"], [[{ number: "0.10000000" }]])).toContain("<v>0.10000000</v>");
  });

  it("keeps text that looks like a formula as text", () => {
    expect(xmlOf(["a"], [["=1+1"]])).toContain('t="inlineStr"><is><t>=1+1</t>');
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

describe("escapeXml", () => {
  it("escapes what XML gives a meaning to", () => {
    expect(escapeXml(`<a href="x">&amp;</a>`)).toBe(
      "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;",
    );
  });
});
