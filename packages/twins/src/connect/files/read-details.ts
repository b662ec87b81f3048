import { isJsonObject, type JsonObject, type JsonValue } from "../../json/parse-json.ts";
import { refuse } from "../connect-error.ts";
import type { FileDetails } from "./usage-file.ts";

/** A date, or a date with a time as older clients send it. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}:\d{2}\S*)?$/;

function readText(value: JsonValue, field: string, maximum: number): string | null {
  if (value === null) return null;
  if (typeof value !== "string") return refuse(`${field}: Not a valid string.`);
  return value.length <= maximum
    ? value
    : refuse(`${field}: Ensure this field has no more than ${maximum} characters.`);
}

function readDate(period: JsonObject, end: "from" | "to"): string {
  const value = period[end];
  return typeof value === "string" && DATE.test(value)
    ? value.slice(0, 10)
    : refuse(`period.${end}: The date must have the form YYYY-MM-DD.`);
}

function readPeriod(value: JsonValue): FileDetails["period"] {
  if (value === null) return null;
  if (!isJsonObject(value)) return refuse("period: Not an object.");
  const period = { from: readDate(value, "from"), to: readDate(value, "to") };
  return period.from <= period.to ? period : refuse("period: It ends before it starts.");
}

const readers: {
  readonly [Field in keyof FileDetails]: {
    readonly member: string;
    readonly read: (value: JsonValue) => FileDetails[Field];
  };
} = {
  description: { member: "description", read: (value) => readText(value, "description", 200) },
  note: { member: "note", read: (value) => readText(value, "note", 200) },
  externalId: { member: "external_id", read: (value) => readText(value, "external_id", 200) },
  currency: { member: "currency", read: (value) => readText(value, "currency", 20) },
  period: { member: "period", read: readPeriod },
};

/**
 * Reads what the vendor says of a file.
 *
 * @param body - The JSON body of a POST or PUT.
 * @returns The members that it has.
 * @throws {@link Refusal} 400 when one is wrong.
 */
export function readDetails(body: JsonObject): Partial<FileDetails> {
  const found = Object.entries(readers).flatMap(([field, { member, read }]) => {
    const value = body[member];
    return value === undefined ? [] : [[field, read(value)] as const];
  });
  return Object.fromEntries(found);
}

/** `2026-10-01` as `10/01/2026`. */
const toAmerican = (date: string): string => date.replace(DATE, "$2/$3/$1");

/**
 * Reads a file's name, or makes one of its period.
 *
 * @param body - The JSON body of a POST.
 * @param period - The file's period.
 * @returns The name.
 * @throws {@link Refusal} 400 when there is neither.
 */
export function nameOf(body: JsonObject, period: FileDetails["period"]): string {
  const name = readText(body["name"] ?? null, "name", 100);
  if (name !== null && name !== "") return name;
  if (period === null) return refuse("name: This field is required.");
  return `${toAmerican(period.from)} - ${toAmerican(period.to)}`;
}
