import { openWorkbook } from "./read-workbook.ts";

/** What the platform says of one cell of an invalid file. */
export interface RowProblem {
  /** The vendor's record id in that row; absent when the comment stands on a header or the cell is empty. */
  readonly recordId?: string;
  /** The header of the column. */
  readonly column: string;
  /** The platform's words. */
  readonly words: string;
}

/** The present name, and that of 2019, which old files still carry. */
const SHEET_NAMES = ["records", "usage_records"] as const;
const ID_HEADERS = ["record_id", "usage_record_id"] as const;

function toProblems(
  comments: ReadonlyMap<string, string>,
  recordId: string | undefined,
): readonly RowProblem[] {
  return [...comments].map(([column, text]) => ({
    ...(recordId === undefined || recordId === "" ? {} : { recordId }),
    column,
    words: text.trim(),
  }));
}

/**
 * Reads why a usage file is invalid: the platform marks bad cells and gives the reason as cell comment.
 *
 * @param bytes - The processed file.
 * @returns Every comment, in the order of the rows.
 * @throws {@link InvalidWorkbookError} When the file cannot be read.
 */
export function readRowProblems(bytes: Uint8Array): readonly RowProblem[] {
  const sheet = openWorkbook(bytes).readSheet(...SHEET_NAMES);
  if (sheet === undefined) return [];
  const rowProblems = sheet.rows.flatMap(({ values, comments }) => {
    const recordId = ID_HEADERS.map((header) => values.get(header)).find((id) => id !== undefined);
    return toProblems(comments, recordId);
  });
  return [...toProblems(sheet.headerComments, undefined), ...rowProblems];
}
