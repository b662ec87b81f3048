import { type Instant, parseInstant, Quantity } from "@usage-billing/core";

const EXPONENT = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d{1,3})$/i;
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:Z|\+00:?00)?$/;

/** `1.5E-7` as `0.00000015`: spreadsheet programs write small and large numbers so. */
function toPlain(text: string): string {
  const match = EXPONENT.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const point = whole.length + Number(exponent);
  const digits = `${"0".repeat(Math.max(0, 1 - point))}${whole}${fraction}`;
  const place = Math.max(1, point);
  const padded = digits.padEnd(place, "0");
  const decimals = padded.slice(place);
  return `${sign}${padded.slice(0, place)}${decimals && `.${decimals}`}`;
}

/**
 * Reads a number of a workbook exactly, whether its cell is a number or text.
 *
 * @param text - The cell, for example `7.0` or `1.5E-7`.
 * @returns The number; no digit is changed.
 * @throws {@link InvalidQuantityError} When it is none.
 */
export function fromNumberCell(text: string): Quantity {
  return Quantity.parse(toPlain(text.trim()));
}

/**
 * Reads a time of a workbook: UTC, its hours padded or not.
 *
 * @param text - The cell, for example `2026-10-01 9:21:39`.
 * @returns The instant.
 * @throws {@link InvalidPeriodError} When it is no time.
 */
export function fromTimeCell(text: string): Instant {
  const match = TIME.exec(text.trim());
  if (match === null) return parseInstant(text);
  const [, date, hour = "", minute, second = "00"] = match;
  return parseInstant(`${date}T${hour.padStart(2, "0")}:${minute}:${second}Z`);
}
