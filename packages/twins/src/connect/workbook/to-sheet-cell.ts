import { toDecimal } from "../../json/to-decimal.ts";
import type { SheetCell } from "./usage-workbook.ts";

/** Spreadsheet programs keep so many digits of a number. */
const EXACT_DIGITS = 15;

/** Digits that count towards the precision of a binary float. */
function countDigits(text: string): number {
  return text.replace(/[-.]/g, "").replace(/^0+/, "").length;
}

/** Small and great numbers print with an exponent, which is brought into plain digits. */
function fromNumber(value: number): SheetCell {
  const text = toDecimal(String(value))?.toString();
  if (text === undefined) return { text: String(value), isExact: false };
  return { text, isExact: countDigits(text) <= EXACT_DIGITS };
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
