/** A cell: text, a number by its exact decimal text, or nothing at all. */
export type Cell = string | { readonly number: string } | undefined;

/** A sheet to be written: a row of headers, then one row of cells each. */
export interface Sheet {
  /** The name by which readers find it. */
  readonly name: string;
  /** The headers, one a column. */
  readonly header: readonly string[];
  /** The rows; each has as many cells as there are headers. */
  readonly rows: Iterable<readonly Cell[]>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * Makes a text safe to stand in XML.
 *
 * @param text - Text without control characters.
 * @returns The text with `&`, `<`, `>` and `"` as entities.
 */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign) : text;
}

/**
 * Names a column as spreadsheets do.
 *
 * @param index - The column, counted from 0.
 * @returns `A` … `Z`, `AA` …
 */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function textElement(text: string): string {
  // Without the attribute a reader may drop spaces at the ends.
  const space = text.trim() === text ? "" : ' xml:space="preserve"';
  return `<t${space}>${escapeXml(text)}</t>`;
}

function cellElement(cell: Cell, reference: string): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string") return `<c r="${reference}"><v>${cell.number}</v></c>`;
  // An inline string is never read as a formula, whatever sign it starts with.
  return `<c r="${reference}" t="inlineStr"><is>${textElement(cell)}</is></c>`;
}

const START =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const END = "</sheetData></worksheet>";

/**
 * Writes a sheet as XML, a row at a time. Every cell carries its reference, which some readers need;
 * an empty cell is left out.
 *
 * @param sheet - The sheet.
 * @returns Pieces of the XML, in order.
 */
export function* writeSheetXml(sheet: Sheet): Generator<string> {
  const columns = sheet.header.map((_, index) => columnName(index));
  const rowElement = (cells: readonly Cell[], row: number): string =>
    `<row r="${row}">${cells.map((cell, index) => cellElement(cell, `${columns[index]}${row}`)).join("")}</row>`;
  yield START;
  yield rowElement(sheet.header, 1);
  let row = 2;
  for (const cells of sheet.rows) {
    yield rowElement(cells, row);
    row += 1;
  }
  yield END;
}
