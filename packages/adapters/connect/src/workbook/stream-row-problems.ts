import { openWorkbook } from "./read-workbook.ts";
import type { SheetRow } from "./sheet-reader.ts";
import { idOf, RECORD_SHEETS } from "./usage-layout.ts";

/** What the platform says of one cell of an invalid file. */
export interface RowProblem {
  /** The vendor's record id in that row; absent when the comment stands on a header or the row has none. */
  readonly recordId?: string;
  /** The row in the sheet, counted from 1; 0 when the file does not tell it. */
  readonly row: number;
  /** The header of the column, or its letters when it has none. */
  readonly column: string;
  /** The platform's words. */
  readonly words: string;
}

function* toProblems({ number, values, comments }: SheetRow): Generator<RowProblem> {
  const recordId = idOf(values);
  for (const [column, text] of comments) {
    yield { ...(recordId && { recordId }), row: number, column, words: text.trim() };
  }
}

/**
 * Reads why a usage file is invalid, row by row: the platform marks bad cells of the processed file
 * and gives the reason as cell comment.
 *
 * @param bytes - The processed file, of a usage file or of a reconciliation.
 * @returns Every comment, in the order of the rows.
 * @throws {@link InvalidWorkbookError} When the file cannot be read.
 */
export async function* streamRowProblems(bytes: Uint8Array): AsyncGenerator<RowProblem> {
  const sheet = await openWorkbook(bytes).readSheet(...RECORD_SHEETS);
  if (sheet === undefined) return;
  const { headerRow, headerComments } = sheet;
  yield* toProblems({ number: headerRow, values: new Map(), comments: headerComments });
  for await (const row of sheet.rows) yield* toProblems(row);
}
