import { Buffer } from "node:buffer";
import { createZip } from "../workbook/zip-writer.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** What a workbook of another writer holds. */
export interface ForeignWorkbook {
  /** The XML of the rows of its sheet `records`; elements may have the prefix `x`. */
  readonly rows: string;
  /** The XML of the shared texts. */
  readonly shared?: string;
  /** The XML of the comments. */
  readonly comments?: string;
  /** Parts that stand in the archive under another name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Further parts. */
  readonly more?: Readonly<Record<string, string>>;
  /** How the XML becomes bytes; UTF-8 by default. */
  readonly encoding?: BufferEncoding;
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/**
 * Makes a workbook in the manner of others: prefixed names, absolute and relative targets, parts
 * under unusual names.
 *
 * @param content - What it holds.
 * @returns The bytes of the file.
 */
export function foreignWorkbook(content: ForeignWorkbook): Uint8Array {
  const { rows, shared = "<sst/>", comments = "", renamed = {}, more = {}, encoding } = content;
  const parts: Readonly<Record<string, string>> = {
    "_rels/.rels": `<Relationships>${relation("a", "officeDocument", "/book/main.xml")}</Relationships>`,
    "book/main.xml": `<x:workbook xmlns:x="m" xmlns:r="${OFFICE}"><x:sheets><x:sheet name="records" r:id="one"/></x:sheets></x:workbook>`,
    "book/_rels/main.xml.rels": `<Relationships>${relation("one", "worksheet", "./sheets/one.xml")}${relation("two", "sharedStrings", "texts.xml")}</Relationships>`,
    "book/sheets/one.xml": `<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
    "book/sheets/_rels/one.xml.rels": `<Relationships>${relation("c", "comments", "../notes.xml")}</Relationships>`,
    "book/notes.xml": `<comments><commentList>${comments}</commentList></comments>`,
    "book/texts.xml": shared,
    ...more,
  };
  return createZip(
    Object.entries(parts).map(([name, xml]) => ({
      name: renamed[name] ?? name,
      content: Buffer.from(xml, encoding),
    })),
  );
}
