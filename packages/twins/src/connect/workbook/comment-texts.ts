import { escapeText } from "./sheet-texts.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/**
 * Writes the comments of a sheet.
 *
 * @param marked - The text of each comment, by the place of its cell.
 * @returns The XML, in pieces.
 */
export function* writeComments(marked: ReadonlyMap<string, string>): Generator<string> {
  yield `${DECLARATION}<comments xmlns="${SHEET}"><authors><author>Connect</author></authors><commentList>`;
  for (const [place, text] of marked) {
    yield `<comment ref="${place}" authorId="0"><text><r><t xml:space="preserve">${escapeText(text)}</t></r></text></comment>`;
  }
  yield "</commentList></comments>";
}

/** The row and column of a place such as `B7`, counted from 0. */
function readPlace(place: string): { readonly row: number; readonly column: number } {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits) - 1, column: column - 1 };
}

/**
 * Writes the notes that spreadsheet programs draw comments in.
 *
 * @param marked - The comments, by place.
 * @returns The drawing, in pieces.
 */
export function* writeNotes(marked: ReadonlyMap<string, string>): Generator<string> {
  yield '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="note" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>';
  let number = 0;
  for (const place of marked.keys()) {
    number += 1;
    const { row, column } = readPlace(place);
    yield `<v:shape id="note${number}" type="#note" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
  }
  yield "</xml>";
}
