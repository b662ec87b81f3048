/** A cell with the platform's complaint about it. */
export interface MarkedCell {
  /** The row's place below the headers, counted from 0. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A sheet of text. */
export interface TextSheet {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: Iterable<readonly string[]>;
  /** Cells that get a red outline and a comment; a column that is not there stands for the first. */
  readonly marks?: readonly MarkedCell[];
}

/** Rows are handed on in pieces of so many. */
const BATCH = 500;
/** The style of a cell with a comment. */
const MARKED = ' s="1"';

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry them, so they are looked for.
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f]/g;
const OUTER_SPACE = /^\s|\s$|\n/;

/**
 * Writes text so that XML carries it; control characters become `_xHHHH_`, as in every workbook.
 *
 * @param text - Any text.
 * @returns XML text.
 */
export function escapeText(text: string): string {
  return text.replace(SPECIAL, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return escapes[character] ?? `_x${code}_`;
  });
}

/**
 * Names a column.
 *
 * @param place - Counted from 0.
 * @returns `A` to `Z`, `AA` and so on.
 */
export function columnName(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnName(Math.floor(place / 26) - 1) + last;
}

function toCell(place: string, text: string, style: string): string {
  if (text === "") return style === "" ? "" : `<c r="${place}"${style}/>`;
  const space = OUTER_SPACE.test(text) ? ' xml:space="preserve"' : "";
  return `<c r="${place}" t="inlineStr"${style}><is><t${space}>${escapeText(text)}</t></is></c>`;
}

/**
 * Finds the places of the marked cells of a sheet.
 *
 * @param sheet - The sheet.
 * @returns The reason by place, for example `B7`.
 */
export function placeMarks({ headers, marks = [] }: TextSheet): ReadonlyMap<string, string> {
  return new Map(
    marks.map(({ row, column, reason }) => {
      const place = Math.max(headers.indexOf(column), 0);
      return [`${columnName(place)}${row + 2}`, reason];
    }),
  );
}

/**
 * Writes a sheet.
 *
 * @param sheet - The sheet.
 * @param marked - The places of its cells with a comment.
 * @returns The XML, in pieces.
 */
export function* writeSheet(
  { headers, rows }: TextSheet,
  marked: ReadonlyMap<string, string>,
): Generator<string> {
  const columns: string[] = [];
  const toRow = (row: readonly string[], line: number): string => {
    const cells = row.map((text, index) => {
      columns[index] ??= columnName(index);
      const place = `${columns[index]}${line}`;
      return toCell(place, text, marked.has(place) ? MARKED : "");
    });
    return `<row r="${line}">${cells.join("")}</row>`;
  };
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  yield '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>';
  let line = 1;
  let batch = toRow(headers, line);
  for (const row of rows) {
    line += 1;
    batch += toRow(row, line);
    if (line % BATCH !== 0) continue;
    yield batch;
    batch = "";
  }
  yield `${batch}</sheetData>${marked.size === 0 ? "" : '<legacyDrawing r:id="rId1"/>'}</worksheet>`;
}
