import type { SheetCell } from "./usage-workbook.ts";

/** Spreadsheet programs keep so many digits of a number. */
const EXACT_DIGITS = 15;

/** Digits that count towards the precision of a binary float. */
function countDigits(text: string): number {
  return text.replace(/[-.]/g, "").replace(/^0+/, "").length;
}

function fromNumber(value: number): SheetCell {
  // Numbers beyond 1e21 or below 1e-6 print with an exponent; their digits are not what was written.
  const text = String(value);
  return { text, isExact: !text.includes("e") && countDigits(text) <= EXACT_DIGITS };
}

/**
 * Makes text of a cell.
 *
 * @param value - What the workbook library gives for the cell.
 * @returns The text, and whether it is what was written.
 */
export function toSheetCell(value: unknown): SheetCell {
  if (value === null || value === undefined) return { text: "", isExact: true };
  if (typeof value === "string") return { text: value, isExact: true };
  if (typeof value === "number") return fromNumber(value);
  if (value instanceof Date) return { text: value.toISOString(), isExact: false };
  return { text: String(value), isExact: true };
}
