import { Quantity } from "@usage-billing/core";

const JSON_NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Far beyond any quantity; keeps an exponent such as 1e999999 from filling the memory. */
const MAXIMUM_EXPONENT = 40;

/** Moves the point of a number by its exponent. */
function shift(whole: string, fraction: string, exponent: number): string {
  const digits = `${whole}${fraction}`;
  const point = whole.length + exponent;
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, "0");
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * Reads a JSON number, exponent or not, exactly.
 *
 * @param text - A number in JSON's notation, for example `1.25e2`.
 * @returns The exact number; nothing when it is none or too great for any quantity.
 */
export function toDecimal(text: string): Quantity | undefined {
  const match = JSON_NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (Math.abs(Number(exponent)) > MAXIMUM_EXPONENT) return undefined;
  try {
    return Quantity.parse(`${sign}${shift(whole, fraction, Number(exponent))}`);
  } catch {
    return undefined;
  }
}
