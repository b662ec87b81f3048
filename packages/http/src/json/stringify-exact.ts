import { Quantity } from "@usage-billing/core";

/** `JSON.rawJSON` of V8 11.4 and later (Node 21), which TypeScript's library does not describe. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * Writes JSON in which every {@link Quantity} is a bare number with its exact digits.
 *
 * @param value - What JSON can hold, and quantities.
 * @returns The JSON text.
 * @throws TypeError When a number is `NaN` or infinite, which JSON would silently turn into `null`.
 *
 * @example
 * ```ts
 * stringifyExact({ quantity: Quantity.parse("0.1000000000000000000001") });
 * // {"quantity":0.1000000000000000000001}
 * ```
 */
export function stringifyExact(value: unknown): string {
  // `this[key]` is the value before Quantity's own `toJSON` made it a string.
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    const original = this[key];
    if (original instanceof Quantity) return rawJSON(original.toString());
    if (typeof plain === "number" && !Number.isFinite(plain)) {
      throw new TypeError(`${key === "" ? "the value" : key} is not a finite number`);
    }
    return plain;
  });
}
