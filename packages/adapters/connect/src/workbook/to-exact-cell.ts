import type { Quantity } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";

/** Spreadsheet programs keep numbers as binary floats, which hold so many decimal digits unchanged. */
const DIGITS_THAT_A_FLOAT_KEEPS = 15;

/**
 * Makes a cell that every reader reads back to the same number: a number cell up to 15 digits,
 * and plain decimal text, which the platform takes too, beyond.
 *
 * @param quantity - The exact number.
 * @returns The cell.
 */
export function toExactCell(quantity: Quantity): Cell {
  const text = quantity.toString();
  const digits = text.replace(/[-.]/g, "").replace(/^0+/, "");
  return digits.length > DIGITS_THAT_A_FLOAT_KEEPS ? text : { number: text };
}
