import { Quantity } from "@usage-billing/core";
import { JsonNumber } from "../json/json-number.ts";
import { isJsonObject, type JsonValue, parseJson } from "../json/parse-json.ts";
import { toDecimal } from "../json/to-decimal.ts";
import { parseTime } from "./parse-time.ts";
import type { InvalidField } from "./problem.ts";

/** A usage as it was sent. */
export interface SentUsage {
  readonly subscriptionId: string;
  readonly quantity: Quantity;
  /** Milliseconds since 1970; absent for the time of the request. */
  readonly usageTime?: number;
  readonly acceptPartialQuantity: boolean;
}

/** A usage, or its wrong fields. */
export type ReadUsage = { readonly usage: SentUsage } | { readonly invalid: InvalidField[] };

const MINIMUM = Quantity.parse("0.001");
const DECIMALS = 3;
const IDENTIFIER = /^[@~\-.\w]{1,50}$/;

/** A field's value, or what is wrong with it. */
type Field<Value> = { readonly value: Value } | { readonly wrong: string };

function readSubscription(value: JsonValue | undefined): Field<string> {
  if (value === undefined || value === null) return { wrong: "is required" };
  if (typeof value !== "string") return { wrong: "must be a string" };
  return IDENTIFIER.test(value) ? { value } : { wrong: "is not an id" };
}

function readQuantity(value: JsonValue | undefined): Field<Quantity> {
  if (value === undefined || value === null) return { wrong: "is required" };
  if (!(value instanceof JsonNumber)) return { wrong: "must be a number" };
  const quantity = toDecimal(value.text);
  if (quantity === undefined) return { wrong: "is too great" };
  if (quantity.compare(MINIMUM) < 0) return { wrong: `must be at least ${MINIMUM}` };
  if (!quantity.fits(DECIMALS)) return { wrong: `must have at most ${DECIMALS} decimals` };
  return { value: quantity };
}

/** Prose says that an empty time is taken as absent. */
function readTime(value: JsonValue | undefined): Field<number | undefined> {
  if (value === undefined || value === null || value === "") return { value: undefined };
  const instant = typeof value === "string" ? parseTime(value) : undefined;
  return instant === undefined
    ? { wrong: "must be a date-time with an offset" }
    : { value: instant };
}

function readFlag(value: JsonValue | undefined): Field<boolean> {
  if (value === undefined) return { value: false };
  return typeof value === "boolean" ? { value } : { wrong: "must be a boolean" };
}

/**
 * Reads the body of a POST.
 *
 * @param body - JSON text.
 * @returns The usage, or its wrong fields; read-only and unknown members are not looked at.
 * @throws {@link SyntaxError} When the body is not JSON.
 */
export function readUsage(body: string): ReadUsage {
  const json = parseJson(body);
  if (!isJsonObject(json)) return { invalid: [{ field: "", message: "must be an object" }] };
  const subscriptionId = readSubscription(json["subscriptionId"]);
  const quantity = readQuantity(json["quantity"]);
  const usageTime = readTime(json["usageTime"]);
  const acceptPartialQuantity = readFlag(json["acceptPartialQuantity"]);
  if (
    "value" in subscriptionId &&
    "value" in quantity &&
    "value" in usageTime &&
    "value" in acceptPartialQuantity
  ) {
    return {
      usage: {
        subscriptionId: subscriptionId.value,
        quantity: quantity.value,
        ...(usageTime.value === undefined ? {} : { usageTime: usageTime.value }),
        acceptPartialQuantity: acceptPartialQuantity.value,
      },
    };
  }
  const fields = { subscriptionId, quantity, usageTime, acceptPartialQuantity };
  return {
    invalid: Object.entries(fields).flatMap(([field, result]) =>
      "wrong" in result ? [{ field, message: `${field} ${result.wrong}` }] : [],
    ),
  };
}
