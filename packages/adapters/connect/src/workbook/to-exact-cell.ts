import type { Quantity } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";

/** Spreadsheet programs keep numbers as binary floats and show so many decimal digits of them. */
const DIGITS_THAT_A_FLOAT_KEEPS = 15;

/** Whether a reader that goes through a binary float gets the same digits back, without an exponent. */
function survivesFloat(text: string): boolean {
  if (String(Number(text)) !== text) return false;
  if (text.length <= DIGITS_THAT_A_FLOAT_KEEPS) return true;
  const digits = text.replace(/[-.]/g, "").replace(/^0+/, "");
  return digits.length <= DIGITS_THAT_A_FLOAT_KEEPS;
}

/**
 * Makes a cell that every reader reads back to the same number: a number cell where that is certain,
 * else plain decimal text, which the platform takes too.
 *
 * @param quantity - The exact number.
 * @returns The cell.
 */
export function toExactCell(quantity: Quantity): Cell {
  const text = quantity.toString();
  return survivesFloat(text) ? { number: text } : text;
}
