import { escapeXml } from "./escape-xml.ts";

/** A part of a workbook besides its sheets. */
export interface PackagePart {
  /** Its path in the archive. */
  readonly name: string;
  /** Its XML. */
  readonly xml: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * One font, fill and border, without which some programs offer to repair the file, and two formats:
 * the general one, and text that stays text when its cell is edited.
 */
const STYLES =
  `${DECLARATION}<styleSheet xmlns="${SPREADSHEET}">` +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  "</styleSheet>";

function contentTypes(sheets: readonly string[]): string {
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/${sheetPart(index)}" ContentType="${CONTENT_TYPE}.worksheet+xml"/>`,
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

function workbookXml(sheets: readonly string[]): string {
  const elements = sheets.map(
    (name, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return (
    `${DECLARATION}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE_RELATION}">` +
    `<sheets>${elements.join("")}</sheets></workbook>`
  );
}

/**
 * Names the part of a sheet.
 *
 * @param index - The sheet, counted from 0.
 * @returns Its path in the archive.
 */
export function sheetPart(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/**
 * Makes the parts of a workbook that stand before its sheets.
 *
 * @param sheets - The names of the sheets, in their order.
 * @returns The parts, in their order.
 */
export function packageParts(sheets: readonly string[]): readonly PackagePart[] {
  const targets = sheets.map(
    (_, index) => ["worksheet", sheetPart(index).slice("xl/".length)] as const,
  );
  return [
    { name: "[Content_Types].xml", xml: contentTypes(sheets) },
    { name: "_rels/.rels", xml: relations([["officeDocument", "xl/workbook.xml"]]) },
    { name: "xl/workbook.xml", xml: workbookXml(sheets) },
    { name: "xl/_rels/workbook.xml.rels", xml: relations([...targets, ["styles", "styles.xml"]]) },
    { name: "xl/styles.xml", xml: STYLES },
  ];
}
