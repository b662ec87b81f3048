import { type Instant, Quantity, UsageBillingError } from "@usage-billing/core";
import { fromConnectTime } from "../../from-connect-time.ts";

/** A word that the API's document has, or any other that the channel may come to use. */
export type Word<Known extends string> = Known | (string & {});

/** Reads what may be unreadable; nothing is worth an exception then. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (UsageBillingError.isInstance(error)) return undefined;
    throw error;
  }
}

/**
 * Reads a text.
 *
 * @param value - Anything; numbers become text.
 * @returns The text; nothing when it is empty or of another type.
 */
export function readText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Reads a word of the channel, such as a status.
 *
 * @param value - Anything; some fixtures have upper case.
 * @returns The word in lower case; empty when there is none.
 */
export function readWord<Known extends string>(value: unknown): Word<Known> {
  return (readText(value) ?? "").toLowerCase();
}

/**
 * Reads a whole number; older answers have them as text.
 *
 * @param value - Anything.
 * @returns The number; nothing when it is none.
 */
export function readCount(value: unknown): number | undefined {
  const text = readText(value);
  if (text === undefined || !/^-?\d+(\.0*)?$/.test(text)) return undefined;
  return Number(text);
}

/**
 * Reads a time.
 *
 * @param value - Text with or without fractions, an offset or a zone; UTC when it has none.
 * @returns Epoch milliseconds, UTC; nothing when it is no time.
 */
export function readInstant(value: unknown): Instant | undefined {
  return typeof value === "string" ? attempt(() => fromConnectTime(value)) : undefined;
}

/**
 * Reads a decimal number.
 *
 * @param value - Decimal text, exact.
 * @returns The number; nothing when it is none.
 */
export function readDecimal(value: unknown): Quantity | undefined {
  const text = readText(value);
  return text === undefined ? undefined : attempt(() => Quantity.parse(text));
}

/**
 * Reads the calendar day of a date or of a time.
 *
 * @param value - `2026-10-01`, or a time.
 * @returns The day in UTC as `YYYY-MM-DD`; nothing when it is none.
 */
export function readDay(value: unknown): string | undefined {
  const instant = readInstant(value);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 10);
}

/**
 * Reads an object.
 *
 * @param value - Anything.
 * @returns Its members; none when it is no object.
 */
export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}
