import Papa from "papaparse";

/** A text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Makes a text from outside harmless in a spreadsheet, which would work out what looks like a formula.
 *
 * @param text - A name or a sentence; not for numbers.
 * @returns The text, with an apostrophe before it where it looks like a formula.
 */
export function guardText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * Writes rows of CSV.
 *
 * @param rows - The cells.
 * @returns RFC 4180: lines end with CR and LF.
 */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? "" : `${Papa.unparse(rows as (string | number)[][])}\r\n`;
}

/** What tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = "\uFEFF";
