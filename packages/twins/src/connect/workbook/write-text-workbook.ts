import { writeComments, writeNotes } from "./comment-texts.ts";
import { placeMarks, type TextSheet, writeSheet } from "./sheet-texts.ts";
import { type ZipPart, zipParts } from "./zip-parts.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A cell as it is, and one with a red outline. */
const EDGES = ["left", "right", "top", "bottom"]
  .map((edge) => `<${edge} style="medium"><color rgb="FFFF0000"/></${edge}>`)
  .join("");
const STYLES = `${DECLARATION}<styleSheet xmlns="${SHEET}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${EDGES}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/></cellXfs></styleSheet>`;

type Link = readonly [kind: string, target: string];

const part = (name: string, text: string): ZipPart => ({ name, texts: [text] });

function writeLinks(name: string, links: readonly Link[]): ZipPart {
  const lines = links.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${KINDS}/${kind}" Target="${target}"/>`,
  );
  const text = `<Relationships xmlns="${LINKS}">${lines.join("")}</Relationships>`;
  return part(name, `${DECLARATION}${text}`);
}

function writeTypes(sheets: readonly TextSheet[]): ZipPart {
  const line = (name: string, type: string): string =>
    `<Override PartName="/${name}" ContentType="${TYPES}.${type}+xml"/>`;
  const lines = sheets.flatMap(({ marks = [] }, index) => [
    line(`xl/worksheets/sheet${index + 1}.xml`, "worksheet"),
    ...(marks.length === 0 ? [] : [line(`xl/comments${index + 1}.xml`, "comments")]),
  ]);
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  const own = [line("xl/workbook.xml", "sheet.main"), line("xl/styles.xml", "styles"), ...lines];
  const space = "http://schemas.openxmlformats.org/package/2006/content-types";
  return part(
    "[Content_Types].xml",
    `${DECLARATION}<Types xmlns="${space}">${defaults}${own.join("")}</Types>`,
  );
}

function writeBook(sheets: readonly TextSheet[]): readonly ZipPart[] {
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const links = sheets.map((_, index): Link => ["worksheet", `worksheets/sheet${index + 1}.xml`]);
  return [
    part(
      "xl/workbook.xml",
      `${DECLARATION}<workbook xmlns="${SHEET}" xmlns:r="${KINDS}"><sheets>${names.join("")}</sheets></workbook>`,
    ),
    writeLinks("xl/_rels/workbook.xml.rels", [...links, ["styles", "styles.xml"]]),
    part("xl/styles.xml", STYLES),
  ];
}

function writeSheetParts(sheet: TextSheet, number: number): readonly ZipPart[] {
  const marked = placeMarks(sheet);
  const texts = writeSheet(sheet, marked);
  const own: ZipPart = { name: `xl/worksheets/sheet${number}.xml`, texts };
  if (marked.size === 0) return [own];
  return [
    own,
    writeLinks(`xl/worksheets/_rels/sheet${number}.xml.rels`, [
      ["vmlDrawing", `../drawings/vmlDrawing${number}.vml`],
      ["comments", `../comments${number}.xml`],
    ]),
    { name: `xl/comments${number}.xml`, texts: writeComments(marked) },
    { name: `xl/drawings/vmlDrawing${number}.vml`, texts: writeNotes(marked) },
  ];
}

/**
 * Writes a workbook of text. Rows are asked for one by one, so a month of them needs little memory.
 *
 * @param sheets - The sheets; their names are plain words.
 * @returns XLSX bytes.
 */
export function writeTextWorkbook(sheets: readonly TextSheet[]): Promise<Uint8Array> {
  return zipParts([
    writeTypes(sheets),
    writeLinks("_rels/.rels", [["officeDocument", "xl/workbook.xml"]]),
    ...writeBook(sheets),
    ...sheets.flatMap((sheet, index) => writeSheetParts(sheet, index + 1)),
  ]);
}
