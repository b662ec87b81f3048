import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Row, readRows } from "./read-rows.ts";
import { UnreadableInput } from "./unreadable-input.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-input-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function rowsOf(file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const piece of readRows(file)) rows.push(...piece.rows);
  return rows;
}

async function problemOf(file: string): Promise<string> {
  try {
    await rowsOf(file);
  } catch (error) {
    if (error instanceof UnreadableInput) return `${error.problem.line}: ${error.problem.rule}`;
    throw error;
  }
  return "none";
}

describe("CSV", () => {
  it("gives each row its values and the line it starts on", async () => {
    const file = write("a.csv", 'a,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"""\r\n3,\r\n');
    const rows = await rowsOf(file);
    expect(rows.map(({ line }) => line)).toEqual([2, 5, 6]);
    expect(rows.map((row) => [row.value("a"), row.value("b")])).toEqual([
      ["1", "x\ny"],
      ["2", 'say "hi"'],
      ["3", undefined],
    ]);
    expect(rows[0]?.value("c")).toBeUndefined();
  });

  it("drops a byte order mark and takes a last line without a break", async () => {
    const rows = await rowsOf(write("bom.csv", "\uFEFFa,b\n1,ü"));
    expect([rows[0]?.value("a"), rows[0]?.value("b")]).toEqual(["1", "ü"]);
  });

  it.each([
    ["an unclosed quote", 'a,b\n1,2\n3,"4\n5,6\n', "3: broken-quotes"],
    ["text after a closing quote", 'a,b\n1,2\n3,"4"x\n', "3: broken-quotes"],
    ["too few cells", "a,b\n1,2\n3\n", "3: wrong-number-of-cells"],
    ["too many cells", "a,b\n1,2,3\n", "2: wrong-number-of-cells"],
    ["a column named twice", "a,a\n1,2\n", "1: duplicate-column"],
    ["carriage returns alone", "a,b\r1,2\r", "1: wrong-line-ends"],
    ["semicolons", "a;b\n1;2\n", "1: wrong-separator"],
    ["nothing at all", "", "undefined: empty-file"],
  ])("refuses %s and names the line", async (_, content, problem) => {
    expect(await problemOf(write("bad.csv", content))).toBe(problem);
  });

  it.each([
    ["latin-1 letters", Buffer.from("a,b\n1,2\n3,\xfc\n", "latin1"), "3: wrong-encoding"],
    ["UTF-16", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le"), "1: wrong-encoding"],
    ["a spreadsheet", Buffer.from("PK\x03\x04rest"), "1: wrong-encoding"],
    ["a character cut off at the end", Buffer.from("a\n1\n\xc3", "latin1"), "3: wrong-encoding"],
  ])("refuses %s", async (_, bytes, problem) => {
    expect(await problemOf(write("encoding.csv", bytes))).toBe(problem);
  });

  it("names the line of a bad byte far into a long file", async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${index},abcdefgh`);
    lines[25_000] = "25000,\xfc";
    const file = write("long.csv", Buffer.from(`a,b\n${lines.join("\n")}\n`, "latin1"));
    expect(await problemOf(file)).toBe("25002: wrong-encoding");
  });

  it("refuses a missing file, a folder and other formats", async () => {
    expect(await problemOf(join(folder, "none.csv"))).toBe("undefined: unreadable-file");
    expect(await problemOf(folder)).toBe("undefined: unreadable-file");
    expect(() => readRows("usage.xlsx")).toThrow(/not read/);
  });

  it("reads back any table that a CSV writer makes, across the borders of pieces", async () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((text) => text.replace(/\r/g, ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (cells) => {
        const table = cells.map(([left, right]) => [`x${left}`, right]);
        const repeated = Array.from({ length: 400 }, () => table).flat();
        const text = Papa.unparse({ fields: ["a", "b"], data: repeated }, { newline: "\n" });
        const rows = await rowsOf(write("any.csv", text));
        const read = rows.map((row) => [row.value("a"), row.value("b") ?? ""]);
        expect(read).toEqual(repeated);
      }),
      { seed: 20261101, numRuns: 20 },
    );
  });
});

describe("JSON Lines", () => {
  it("keeps the digits of numbers as they are written", async () => {
    const file = write(
      "a.jsonl",
      '{"q":12345678901234567890.123,"b":true,"n":null,"s":""}\n\n{"q":"1.50"}',
    );
    const rows = await rowsOf(file);
    expect(rows.map(({ line }) => line)).toEqual([1, 3]);
    expect(rows.map((row) => row.value("q"))).toEqual(["12345678901234567890.123", "1.50"]);
    expect(["b", "n", "s", "toString"].map((name) => rows[0]?.value(name))).toEqual([
      "true",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["broken JSON", '{"a":1}\n{"a":\n', "2: broken-json"],
    ["an array", "[1]\n", "1: broken-json"],
    ["a nested value", '{"a":{"b":1}}\n', "1: broken-json"],
  ])("refuses %s and names the line", async (_, content, problem) => {
    expect(await problemOf(write("bad.jsonl", content))).toBe(problem);
  });
});
