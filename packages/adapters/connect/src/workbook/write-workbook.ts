import { escapeXml, type Sheet, writeSheetXml } from "./sheet-xml.ts";
import { createZip, type ZipEntry } from "./zip-writer.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CHUNK_CHARACTERS = 1 << 20;

/** One font, fill, border and format: without this part some programs offer to repair the file. */
const STYLES =
  `${DECLARATION}<styleSheet xmlns="${SPREADSHEET}">` +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  "</styleSheet>";

function contentTypes(sheets: readonly Sheet[]): string {
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${CONTENT_TYPE}.worksheet+xml"/>`,
  );
  return (
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT_TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${CONTENT_TYPE}.styles+xml"/>` +
    `${overrides.join("")}</Types>`
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const elements = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE_RELATION}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${elements.join("")}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const elements = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return (
    `${DECLARATION}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE_RELATION}">` +
    `<sheets>${elements.join("")}</sheets></workbook>`
  );
}

/** Turns pieces of text into bytes in large steps, so that no string grows to the size of the sheet. */
function encodePieces(pieces: Iterable<string>): Uint8Array {
  const chunks: Buffer[] = [];
  let pending = "";
  for (const piece of pieces) {
    pending += piece;
    if (pending.length < CHUNK_CHARACTERS) continue;
    chunks.push(Buffer.from(pending, "utf8"));
    pending = "";
  }
  chunks.push(Buffer.from(pending, "utf8"));
  return Buffer.concat(chunks);
}

/**
 * Writes a workbook (XLSX, ISO/IEC 29500). The same sheets give the same bytes with the same Node.js.
 *
 * @param sheets - The sheets, in their order.
 * @returns The bytes of the file.
 */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const text = (name: string, xml: string): ZipEntry => ({ name, content: Buffer.from(xml) });
  const targets = sheets.map(
    (_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const,
  );
  return createZip([
    text("[Content_Types].xml", contentTypes(sheets)),
    text("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])),
    text("xl/workbook.xml", workbookXml(sheets)),
    text("xl/_rels/workbook.xml.rels", relations([...targets, ["styles", "styles.xml"]])),
    text("xl/styles.xml", STYLES),
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: encodePieces(writeSheetXml(sheet)),
    })),
  ]);
}
