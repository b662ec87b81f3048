import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { findCommentsPart, findWorkbookParts } from "./workbook-parts.ts";
import { openZip } from "./zip-reader.ts";
import { createZip } from "./zip-writer.ts";

const relation = (id: string, type: string, target: string, more = ""): string =>
  `<Relationship Id="${id}" Type="http://types/${type}" Target="${target}"${more}/>`;
const relations = (...elements: readonly string[]): string =>
  `<Relationships>${elements.join("")}</Relationships>`;

const ROOT = { "_rels/.rels": relations(relation("a", "officeDocument", "xl/book.xml")) };
const book = (...sheets: readonly string[]): string =>
  `<workbook><sheets>${sheets.join("")}</sheets></workbook>`;

function archiveOf(parts: Readonly<Record<string, string>>) {
  const entries = Object.entries(parts).map(([name, xml]) => ({ name, content: Buffer.from(xml) }));
  return openZip(createZip(entries));
}

const find = (parts: Readonly<Record<string, string>>) => findWorkbookParts(archiveOf(parts));

describe("findWorkbookParts", () => {
  it("follows absolute, relative and winding targets, whatever their ids", () => {
    const found = find({
      ...ROOT,
      "xl/book.xml": book(
        '<sheet name="one" r:id="x"/>',
        "<sheet name=\"two\" q:id='y'/>",
        '<sheet r:id="z"/>',
      ),
      "xl/_rels/book.xml.rels": relations(
        relation("x", "worksheet", "/elsewhere/one.xml"),
        relation("y", "worksheet", "../other/./two.xml"),
        relation("z", "worksheet", "three/"),
        relation("t", "sharedStrings", "texts.xml"),
      ),
    });
    expect([...found.sheets]).toEqual([
      ["one", "elsewhere/one.xml"],
      ["two", "other/two.xml"],
      ["", "xl/three"],
    ]);
    expect(found.sharedStrings).toBe("xl/texts.xml");
  });

  it("passes over what is outside of the file, and over other elements", () => {
    const external = ' TargetMode="External"';
    const { sharedStrings } = find({
      ...ROOT,
      "xl/book.xml": book('<sheet name="one" r:id="x"/>'),
      "xl/_rels/book.xml.rels": relations(
        relation("x", "worksheet", "one.xml"),
        relation("t", "sharedStrings", "http://127.0.0.1/texts.xml", external),
        '<Other Id="t" Type="http://types/sharedStrings" Target="texts.xml"/>',
      ),
    });
    expect(sharedStrings).toBeUndefined();
  });

  it("takes a relation without any members for none", () => {
    expect(() =>
      find({
        ...ROOT,
        "xl/book.xml": book('<sheet name="one" r:id="x"/>'),
        "xl/_rels/book.xml.rels": relations("<Relationship/>"),
      }),
    ).toThrow("sheet one is not in the workbook");
  });

  it.each([
    ["no relations", {}, "the file is an archive, but no workbook"],
    ["no workbook part", ROOT, "the file is an archive, but no workbook"],
    ["no sheets", { ...ROOT, "xl/book.xml": book() }, "the workbook has no sheets"],
    [
      "a sheet that leads nowhere",
      { ...ROOT, "xl/book.xml": book('<sheet name="one" r:id="x"/>') },
      "sheet one is not in the workbook",
    ],
    [
      "a sheet without an id",
      { ...ROOT, "xl/book.xml": book('<sheet name="one"/>') },
      "sheet one is not in the workbook",
    ],
    [
      "a sheet without name and id",
      { ...ROOT, "xl/book.xml": book("<sheet/>") },
      "sheet  is not in the workbook",
    ],
  ])("refuses an archive with %s", (_, parts, words) => {
    expect(() => find(parts)).toThrow(words);
  });
});

describe("findCommentsPart", () => {
  it("finds the comments of the one sheet, and none of another", () => {
    const archive = archiveOf({
      "xl/sheets/_rels/one.xml.rels": relations(relation("c", "comments", "../notes.xml")),
    });
    expect(findCommentsPart(archive, "xl/sheets/one.xml")).toBe("xl/notes.xml");
    expect(findCommentsPart(archive, "xl/sheets/two.xml")).toBeUndefined();
  });
});
