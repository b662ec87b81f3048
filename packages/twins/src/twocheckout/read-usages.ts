import { isJsonObject, type JsonObject, type JsonValue } from "../json/parse-json.ts";
import { Refusal } from "../server/exchange.ts";
import { isLocalTime } from "../time/local-time.ts";
import { isWithin, type KnownSubscription } from "./find-subscription.ts";
import { badRequest } from "./problem.ts";
import { readUnits } from "./read-units.ts";
import type { NewUsage } from "./stored-usage.ts";

/** Ends the request: one wrong entry and nothing is stored. */
function refuse(message: string): never {
  throw new Refusal(badRequest(message));
}

function readOptionCode(entry: JsonObject, { optionCodes }: KnownSubscription): string {
  const code = entry["OptionCode"];
  if (typeof code !== "string" || code === "") return refuse("'OptionCode' must be provided");
  if (optionCodes !== undefined && !optionCodes.includes(code)) {
    return refuse(`Invalid option code ${code}`);
  }
  return code;
}

function readTime(entry: JsonObject, name: string): string {
  const value = entry[name];
  if (typeof value === "string" && isLocalTime(value)) return value;
  return refuse(`'${name}' must be provided in the following format:YYYY-MM-DD HH:MM:SS`);
}

function readPeriod(
  entry: JsonObject,
  subscription: KnownSubscription,
): { start: string; end: string } {
  const start = readTime(entry, "UsageStart");
  const end = readTime(entry, "UsageEnd");
  if (end < start) return refuse("'UsageEnd' must not be before 'UsageStart'");
  if (!isWithin(start, subscription) || !isWithin(end, subscription)) {
    return refuse("Usage interval out of bounds");
  }
  return { start, end };
}

/**
 * Reads a description.
 *
 * @param value - The member `Description`.
 * @returns The text; nothing when it is absent or null.
 * @throws {@link Refusal} 400 when it is no text.
 */
export function readDescription(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : refuse("'Description' must be a string");
}

function readEntry(entry: JsonValue, subscription: KnownSubscription): NewUsage {
  if (!isJsonObject(entry)) return refuse("Each usage must be an object");
  const units = readUnits(entry["Units"]);
  if (units === undefined) return refuse("'Units' must be a whole number within bounds");
  return {
    subscription: subscription.reference,
    optionCode: readOptionCode(entry, subscription),
    ...readPeriod(entry, subscription),
    units,
    description: readDescription(entry["Description"]),
  };
}

/**
 * Reads the body of a POST.
 *
 * @param body - Its JSON value.
 * @param subscription - The subscription of the path.
 * @returns Every usage of the array.
 * @throws {@link Refusal} 400 when one of them is wrong.
 */
export function readUsages(
  body: JsonValue | undefined,
  subscription: KnownSubscription,
): readonly NewUsage[] {
  if (!Array.isArray(body) || body.length === 0) {
    return refuse("The body must be an array of usages");
  }
  return body.map((entry: JsonValue) => readEntry(entry, subscription));
}
