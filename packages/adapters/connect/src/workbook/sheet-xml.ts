import { escapeXml } from "./escape-xml.ts";
import { InvalidCellError } from "./invalid-cell-error.ts";

/** A cell: text, a number by its exact decimal text, or nothing at all. */
export type Cell = string | { readonly number: string } | undefined;

/** How many rows a sheet has at most, that of the headers included. */
export const GREATEST_ROW = 1_048_576;

/** What stands before the rows of a sheet. */
export const SHEET_START: string =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
/** What stands behind them. */
export const SHEET_END = "</sheetData></worksheet>";

const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;
const SPACE = 32;
/** A text that starts with one of them may be taken for a formula. */
const FORMULA_SIGNS = "=+-@";
/** The second format of the part `styles.xml`: text, quoted. */
const TEXT_FORMAT = ' s="1"';

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

/** Without the attribute a reader may drop spaces at the ends. */
function keepsSpaces(text: string): boolean {
  return text.charCodeAt(0) === SPACE || text.charCodeAt(text.length - 1) === SPACE;
}

function cellElement(cell: string | { readonly number: string }, start: string): string {
  if (typeof cell !== "string") {
    if (PLAIN_DECIMAL.test(cell.number)) return `${start}"><v>${cell.number}</v></c>`;
    throw new InvalidCellError(`${JSON.stringify(cell.number)} is no plain decimal number`);
  }
  // An inline string is never read as a formula, whatever sign it starts with. The format keeps a
  // spreadsheet program from making one of it when a person edits the cell.
  const format = FORMULA_SIGNS.includes(cell.charAt(0)) && cell !== "" ? TEXT_FORMAT : "";
  const text = keepsSpaces(cell) ? '<t xml:space="preserve">' : "<t>";
  return `${start}"${format} t="inlineStr"><is>${text}${escapeXml(cell)}</t></is></c>`;
}

function withPlace(error: unknown, column: number, row: number): unknown {
  if (!(error instanceof InvalidCellError)) return error;
  const message = `cell ${columnName(column)}${row}: ${error.message}`;
  return new InvalidCellError(message, { column, cause: error });
}

/** Writes the rows of one sheet as XML, in order. */
export class RowWriter {
  readonly #starts: readonly string[];
  #row = 0;

  /**
   * Makes the writer of a sheet's rows.
   *
   * @param columns - How many columns the sheet has.
   */
  constructor(columns: number) {
    this.#starts = Array.from({ length: columns }, (_, index) => `<c r="${columnName(index)}`);
  }

  /** How many rows were written. */
  get rows(): number {
    return this.#row;
  }

  /**
   * Writes the next row. Every cell carries its reference, which some readers need; an empty cell
   * is left out.
   *
   * @param cells - The cells, at most one a column.
   * @returns The XML.
   * @throws {@link InvalidCellError} When a cell cannot be written, or the sheet is full.
   */
  write(cells: readonly Cell[]): string {
    const row = this.#row + 1;
    if (row > GREATEST_ROW) throw new InvalidCellError(`a sheet has ${GREATEST_ROW} rows at most`);
    if (cells.length > this.#starts.length) {
      throw new InvalidCellError(
        `row ${row} has ${cells.length} cells under ${this.#starts.length} headers`,
      );
    }
    let xml = `<row r="${row}">`;
    let index = 0;
    try {
      for (; index < cells.length; index += 1) {
        const cell = cells[index];
        if (cell !== undefined) xml += cellElement(cell, `${this.#starts[index]}${row}`);
      }
    } catch (error) {
      throw withPlace(error, index, row);
    }
    this.#row = row;
    return `${xml}</row>`;
  }
}
