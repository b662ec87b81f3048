import { Quantity } from "@usage-billing/core";

/**
 * Reads a number of a usage file.
 *
 * @param text - A plain decimal with a dot.
 * @returns The exact number; nothing when the text is anything else.
 */
export function parseSheetNumber(text: string): Quantity | undefined {
  if (text === "") return undefined;
  try {
    return Quantity.parse(text);
  } catch {
    return undefined;
  }
}
