/** A cell as text. */
export interface SheetCell {
  readonly text: string;
  /** Whether the text is what was written: not for dates, nor for numbers that a spreadsheet rounds. */
  readonly isExact: boolean;
}

/** The places of a sheet's columns, by header. */
export type Columns = ReadonlyMap<string, number>;

/** A row of a sheet. Months have many, so all rows share their columns and equal texts. */
export interface SheetRow {
  /** Its number in the sheet, counted from 1. */
  readonly line: number;
  readonly columns: Columns;
  /** One text for each column; empty cells have empty text. */
  readonly texts: readonly string[];
  /** The places of cells whose text is not what was written. */
  readonly inexact?: ReadonlySet<number>;
}

/** A row of the sheet `categories`. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A sheet, read. */
export interface SheetTable {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** An uploaded workbook, read. */
export interface UsageWorkbook extends SheetTable {
  readonly bytes: Uint8Array;
  readonly categories: readonly Category[];
}

/**
 * Reads a cell's text.
 *
 * @param row - The row.
 * @param header - The column's header.
 * @returns The text; empty when there is no such cell.
 */
export function cellText(row: SheetRow, header: string): string {
  return row.texts[row.columns.get(header) ?? -1] ?? "";
}

/**
 * Reads a cell.
 *
 * @param row - The row.
 * @param header - The column's header.
 * @returns The cell; an empty one when there is none.
 */
export function cellOf(row: SheetRow, header: string): SheetCell {
  const place = row.columns.get(header) ?? -1;
  return { text: row.texts[place] ?? "", isExact: row.inexact?.has(place) !== true };
}
