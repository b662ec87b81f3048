import { JsonNumber } from "./json-number.ts";

/** A JSON value in which every number keeps its digits. */
export type JsonValue =
  | JsonNumber
  | string
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A JSON object in which every number keeps its digits. */
export type JsonObject = { readonly [name: string]: JsonValue };

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;

const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/**
 * Reads JSON without turning numbers into binary floats.
 *
 * @param text - JSON text.
 * @returns The value; its numbers are {@link JsonNumber}.
 * @throws {@link SyntaxError} When the text is not JSON.
 */
export function parseJson(text: string): JsonValue {
  return parseWithSource(text, (_key, value, context) =>
    typeof value === "number" ? new JsonNumber(context.source ?? String(value)) : value,
  ) as JsonValue;
}

/**
 * Tells whether a JSON value is an object.
 *
 * @param value - Any JSON value.
 * @returns Whether it has members.
 */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
  );
}
