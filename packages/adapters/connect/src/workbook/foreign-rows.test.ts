import { describe, expect, it } from "vitest";
import { foreignWorkbook } from "../__fixtures__/foreign-workbook.ts";
import { fromUsageRow } from "./from-usage-row.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import { streamUsageRows } from "./stream-usage-rows.ts";
import { writeWorkbook } from "./write-workbook.ts";

type Content = Parameters<typeof foreignWorkbook>[0];

/** The texts of all rows below a header of `a` to `d`, by header. */
async function read(rows: string, more: Partial<Content> = {}) {
  const cells = ["a", "b", "c", "d"].map((text) => `<c t="str"><v>${text}</v></c>`).join("");
  const bytes = foreignWorkbook({ ...more, rows: `<row r="1">${cells}</row>${rows}` });
  return Array.fromAsync(openWorkbook(bytes).streamRows("records"), ({ number, values }) => [
    number,
    Object.fromEntries(values),
  ]);
}

const SHARED = "<sst><si><t>zero</t></si><si><t>one</t></si></sst>";

describe("a cell", () => {
  it.each([
    ["its usual form", '<c r="B2" s="1" t="inlineStr"><is><t>x</t></is></c>'],
    ["spaces kept", '<c r="B2" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>'],
    ["no format", '<c r="B2" t="str"><v>x</v></c>'],
    ["its attributes in another order", '<c t="str" s="1" r="B2"><v>x</v></c>'],
    ["a reference in small letters", '<c r="b2" t="str"><v>x</v></c>'],
    ["a prefix", '<x:c r="B2" t="str"><x:v>x</x:v></x:c>'],
    ["further attributes", '<c r="B2" t="str" cm="1" vm="2"><v>x</v></c>'],
    ["a formula", '<c r="B2" t="str"><f t="shared">A1&amp;"y"</f><v>x</v></c>'],
    ["rich text", '<c r="B2" t="inlineStr"><is><r><t>x</t></r><r><t></t></r></is></c>'],
    [
      "phonetic text",
      '<c r="B2" t="inlineStr"><is><t>x</t><rPh sb="0"><t>noise</t></rPh></is></c>',
    ],
    ["spaces between its elements", '<c r="B2" t="inlineStr"> <is> <t>x</t> </is> </c>'],
    ["other cells without text", '<c r="A2" s="1"/><c r="B2" t="str"><v>x</v></c><c r="C2"></c>'],
  ])("is read with %s", async (_, cells) => {
    expect(await read(`<row r="2">${cells}</row>`)).toEqual([[2, { b: "x" }]]);
  });

  it("has an empty text where the file has one", async () => {
    const cells = '<c r="A2" t="str"><v></v></c><c r="B2" t="inlineStr"><is><t/></is></c>';
    expect(await read(`<row r="2">${cells}</row>`)).toEqual([[2, { a: "", b: "" }]]);
  });

  it("unescapes what XML and other writers escape", async () => {
    const cells = '<c r="A2" t="str"><v>a&amp;b</v></c><c r="B2"><v>_x0041_</v></c>';
    expect(await read(`<row r="2">${cells}</row>`)).toEqual([[2, { a: "a&b", b: "A" }]]);
  });

  it("follows the one before it where it has no reference", async () => {
    const rows =
      "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>" +
      '<row r="9"><c r="D9"><v>4</v></c></row><row><c><v>5</v></c></row>';
    expect(await read(rows)).toEqual([
      [2, { a: "1", b: "2" }],
      [4, { a: "3" }],
      [9, { d: "4" }],
      [10, { a: "5" }],
    ]);
  });

  it("names shared texts by their places", async () => {
    const cells =
      '<c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v> 0 </v></c><c r="C2"><v>1</v></c>';
    expect(await read(`<row r="2">${cells}</row>`, { shared: SHARED })).toEqual([
      [2, { a: "one", b: "zero", c: "1" }],
    ]);
  });

  it.each(["", " ", "2", "-1", "x", "0.5"])("is refused with shared text %j", async (place) => {
    const rows = `<row r="2"><c r="A2" t="s"><v>${place}</v></c></row>`;
    await expect(read(rows, { shared: SHARED })).rejects.toThrow(
      `sheet records, at row 2: cell A2 names shared text ${place}, which is not there`,
    );
  });

  it("takes a million signs and not one more", async () => {
    const row = (length: number) =>
      `<row r="2"><c r="A2" t="str"><f/><v>${"x".repeat(length)}</v></c></row>`;
    const [[, values] = []] = await read(row(1_000_000));
    expect(Reflect.get(Object(values), "a")).toHaveLength(1_000_000);
    await expect(read(row(1_000_001))).rejects.toThrow("cell A2 is too long");
  });

  it.each(["AAAA2", "$A2", "2", ""])("is refused in the column of %j", async (reference) => {
    const rows = `<row r="2"><c r="${reference}"><v>1</v></c></row>`;
    await expect(read(rows)).rejects.toThrow("row 2 has a cell in no column");
  });

  it.each([
    '<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>',
    '<c r="A2"><v>1</v></c><c s="1" r="A2"><v>2</v></c>',
    '<c r="B2"><v>1</v></c><c><v>2</v></c>',
  ])("is refused when it is there twice: %s", async (cells) => {
    await expect(read(`<row r="2">${cells}</row>`)).rejects.toThrow(/cell [AB]2 is there twice/);
  });
});

describe("a row", () => {
  it("is not the last one for certain where the XML ends before its root does", async () => {
    const cut = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>';
    const bytes = foreignWorkbook({ rows: "", more: { "book/sheets/one.xml": cut } });
    const reading = Array.fromAsync(openWorkbook(bytes).streamRows("records"));
    await expect(reading).rejects.toThrow(
      "at row 1: the workbook holds broken XML: it ends too early",
    );
  });

  it("may be the last that a sheet has", async () => {
    const rows = '<row r="1048576"><c><v>1</v></c></row>';
    expect(await read(rows)).toEqual([[1_048_576, { a: "1" }]]);
    await expect(read(`${rows}<row/>`)).rejects.toThrow("row 1048577 follows row 1048576");
  });

  it("has its number wherever it stands", async () => {
    expect(await read("<row spans='1:2' r='7'><c><v>1</v></c></row>")).toEqual([[7, { a: "1" }]]);
  });

  it("leaves out what stands under no header", async () => {
    const cells = '<c r="A2"><v>1</v></c><c r="E2"><v>2</v></c>';
    expect(await read(`<row r="2">${cells}</row>`)).toEqual([[2, { a: "1" }]]);
  });
});

describe("shared texts", () => {
  it("are joined from their runs alone", async () => {
    const shared =
      "<sst> <si> <r><t>o</t> </r> <r><t>ne</t></r> <rPh><t>noise</t><t>too</t></rPh> </si>" +
      "<si><rPh><t>noise</t></rPh><t>_x0041_</t></si></sst>";
    const cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>';
    expect(await read(`<row r="2">${cells}</row>`, { shared })).toEqual([
      [2, { a: "one", b: "A" }],
    ]);
  });

  it("and comments have to be there when the workbook names them", async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    for (const [part, name] of [
      ["book/texts.xml", "texts"],
      ["book/notes.xml", "notes"],
    ] as const) {
      const bytes = foreignWorkbook({ rows, renamed: { [part]: "elsewhere.xml" } });
      const reading = openWorkbook(bytes).readSheet("records");
      await expect(reading).rejects.toThrow(InvalidWorkbookError);
      await expect(reading).rejects.toThrow(`book/${name}.xml is not in the workbook`);
    }
  });
});

describe("comments", () => {
  const comment = (place: string, words: string) =>
    `<comment ref="${place}"><text> <r><t>${words}</t> </r> <r><t>!</t></r> </text></comment>`;

  it("are joined from their runs, and found in any writing of their place", async () => {
    const rows = '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>b</v></c></row>';
    const places = ["$A$3", "b3", "A2", "B4:C5", "AAAA4"];
    const comments = `${places.map((place, index) => comment(place, `${index}`)).join("")}<comment/>`;
    const sheet = await openWorkbook(foreignWorkbook({ rows, comments })).readSheet("records");
    expect([sheet?.name, sheet?.headerRow, sheet?.header]).toEqual(["records", 2, ["a", "b"]]);
    expect(Object.fromEntries(sheet?.headerComments ?? [])).toEqual({ a: "2!" });
    const found = await Array.fromAsync(sheet?.rows ?? [], (row) => [
      row.number,
      Object.fromEntries(row.comments),
    ]);
    expect(found).toEqual([
      [3, { a: "0!", b: "1!" }],
      [0, { "B4:C5": "3!", AAAA4: "4!", "": "" }],
    ]);
  });

  it("stand alone in a sheet without rows", async () => {
    const bytes = foreignWorkbook({ rows: "", comments: comment("A1", "empty") });
    const sheet = await openWorkbook(bytes).readSheet("records");
    expect([sheet?.headerRow, sheet?.header]).toEqual([0, []]);
    const found = await Array.fromAsync(sheet?.rows ?? [], (row) => [
      row.number,
      Object.fromEntries(row.comments),
    ]);
    expect(found).toEqual([[1, { A: "empty!" }]]);
  });
});

describe("a header", () => {
  it("counts without the spaces around it, and not when it has nothing else", async () => {
    const cells = ["  a ", "  ", "b"].map((text) => `<c t="str"><v>${text}</v></c>`).join("");
    const bytes = foreignWorkbook({
      rows: `<row>${cells}</row><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>`,
    });
    const [row] = await Array.fromAsync(openWorkbook(bytes).streamRows("records"));
    expect([...(row?.values ?? [])]).toEqual([
      ["a", "1"],
      ["b", "3"],
    ]);
  });
});

describe("streamUsageRows", () => {
  it("names the sheets that there are when none has usage", async () => {
    const sheets = ["general", "other"].map((name) => ({ name, header: ["a"], rows: [] }));
    const reading = Array.fromAsync(streamUsageRows(writeWorkbook(sheets)));
    await expect(reading).rejects.toThrow("the workbook has no sheet records, only general, other");
  });
});

describe("fromUsageRow", () => {
  const row = (values: Readonly<Record<string, string>>) =>
    fromUsageRow({ number: 1, values: new Map(Object.entries(values)), comments: new Map() });

  it.each([
    ["2.00", 2],
    ["0", 0],
    [" 1 ", 1],
    ["1234567890", 1_234_567_890],
  ])("reads the tier %j", (tier, expected) => {
    expect(row({ tier }).tier).toBe(expected);
  });

  it.each(["12345678901", "1.01", "-1", "1.", "one 1", "1 one"])(
    "reads no tier from %j",
    (tier) => {
      expect(row({ tier })).toMatchObject({ unreadable: ["tier"] });
    },
  );

  it("takes for the parties' own columns what begins like them", () => {
    const { parameters } = row({ "v.a": "1", "p.b": "2", "x.v.c": "3", vd: "4" });
    expect([...parameters.keys()]).toEqual(["v.a", "p.b"]);
  });

  it("names an end that is no time", () => {
    expect(row({ end_time_utc: "soon" }).unreadable).toEqual(["end_time_utc"]);
  });
});
