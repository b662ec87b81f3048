/** A cell as text. */
export interface SheetCell {
  readonly text: string;
  /** Whether the text is what was written: not for dates, nor for numbers that a spreadsheet rounds. */
  readonly isExact: boolean;
}

/** A row of the sheet `records`. */
export interface SheetRow {
  /** Its number in the sheet, counted from 1. */
  readonly line: number;
  /** Its cells by header; empty cells have empty text. */
  readonly cells: ReadonlyMap<string, SheetCell>;
}

/** A row of the sheet `categories`. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** An uploaded workbook, read. */
export interface UsageWorkbook {
  readonly bytes: Uint8Array;
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
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
  return row.cells.get(header)?.text ?? "";
}
