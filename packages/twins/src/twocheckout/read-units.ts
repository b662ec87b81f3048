import { JsonNumber } from "../json/json-number.ts";
import type { JsonValue } from "../json/parse-json.ts";
import { toDecimal } from "../json/to-decimal.ts";

const MAXIMUM_UNITS = 2_147_483_647;

/**
 * Reads a number of units: a whole JSON number that fits into 32 bits and is not negative.
 *
 * @param value - The member `Units`.
 * @returns The number; nothing when it is anything else.
 */
export function readUnits(value: JsonValue | undefined): number | undefined {
  if (!(value instanceof JsonNumber)) return undefined;
  const units = toDecimal(value.text);
  if (units === undefined || !units.fits(0) || units.isNegative) return undefined;
  const number = Number(units.toString());
  return number <= MAXIMUM_UNITS ? number : undefined;
}
