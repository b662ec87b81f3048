import { toPlainDecimal } from "./to-plain-decimal.ts";

/** What V8 11.4 and later (Node 21) hands to a reviver, which TypeScript's library does not describe. */
type ReviverContext = { readonly source?: string };

type ExactReviver = (key: string, value: unknown, context: ReviverContext) => unknown;

const parseWithSource = JSON.parse as (text: string, reviver: ExactReviver) => unknown;

/**
 * Reads JSON and keeps the numbers of some members exact, as decimal text.
 *
 * @param text - The JSON text.
 * @param decimalFields - The names of members, at any depth, whose numbers must not become binary floats.
 * @returns The value; a number under one of the names is a string that `Quantity.parse` reads.
 * @throws SyntaxError When the text is not JSON.
 *
 * @example
 * ```ts
 * parseExact('{"quantity": 0.1000000000000000000001}', ["quantity"]);
 * // { quantity: "0.1000000000000000000001" }
 * ```
 */
export function parseExact(text: string, decimalFields: readonly string[]): unknown {
  const names = new Set(decimalFields);
  return parseWithSource(text, (key, value, { source }) =>
    typeof value === "number" && source !== undefined && names.has(key)
      ? toPlainDecimal(source)
      : value,
  );
}
