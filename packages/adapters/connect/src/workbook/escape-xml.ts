import { InvalidCellError } from "./invalid-cell-error.ts";

/** What spreadsheet programs take in one cell, in UTF-16 code units. */
const GREATEST_LENGTH = 32_767;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** One quick look that plain text passes. */
const SPECIAL = /[&<>"\p{Cc}\uD800-\uDFFF\uFFFE\uFFFF]|_x/u;
const MARKUP = /[&<>"]/g;
const FORBIDDEN = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
/** Spreadsheet programs read it as one character. */
const ESCAPE_SEQUENCE = /_x[0-9a-f]{4}_/i;

function escapeSpecial(text: string): string {
  if (FORBIDDEN.test(text)) {
    throw new InvalidCellError(
      `a text holds a control character or broken Unicode: ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
  if (ESCAPE_SEQUENCE.test(text)) {
    throw new InvalidCellError(
      `a text holds _x…_ with four hexadecimal digits, which is read as one character: ${text.slice(0, 80)}`,
    );
  }
  return text.replace(MARKUP, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Makes a text safe to stand in XML.
 *
 * @param text - Any text.
 * @returns The text with `&`, `<`, `>` and `"` as entities.
 * @throws {@link InvalidCellError} When it holds what a workbook cannot carry, or is too long for a cell.
 */
export function escapeXml(text: string): string {
  if (text.length > GREATEST_LENGTH) {
    throw new InvalidCellError(
      `a text has ${text.length} characters; a cell takes ${GREATEST_LENGTH}`,
    );
  }
  return SPECIAL.test(text) ? escapeSpecial(text) : text;
}
