import { Quantity } from "@usage-billing/core";
import { toDecimal } from "../json/to-decimal.ts";
import { parseTime } from "./parse-time.ts";
import type { StoredUsage } from "./stored-usage.ts";
import { type FieldType, type FieldValue, usageFields } from "./usage-fields.ts";

/** Tells whether a usage is meant. */
export type UsagePredicate = (usage: StoredUsage) => boolean;

/** Thrown when a filter cannot be read. */
export class FilterError extends Error {}

const readers: Readonly<Record<FieldType, (text: string) => FieldValue | undefined>> = {
  text: (text) => text.toLowerCase(),
  number: toDecimal,
  time: (text) => parseTime(text) ?? parseTime(`${text}T00:00:00Z`),
};

function readValue(type: FieldType, text: string): FieldValue {
  const value = readers[type](text);
  if (value === undefined) throw new FilterError(`"${text}" is not a ${type}`);
  return value;
}

/**
 * Orders two values of one field; absent values come first.
 *
 * @param left - A value.
 * @param right - Another value of the same field.
 * @returns Below zero, zero, or above zero.
 */
export function compareValues(left: FieldValue, right: FieldValue): number {
  if (left instanceof Quantity && right instanceof Quantity) return left.compare(right);
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? -1 : 1;
}

type ValueTest = (value: FieldValue) => boolean;

/** One alternative: `value`, or an inclusive range `from..to` with either end open. */
function toTest(type: FieldType, text: string): ValueTest {
  const dots = text.indexOf("..");
  if (dots === -1) {
    const wanted = readValue(type, text);
    return (value) => compareValues(value, wanted) === 0;
  }
  const [fromText, toText] = [text.slice(0, dots), text.slice(dots + 2)];
  const from = fromText === "" ? undefined : readValue(type, fromText);
  const to = toText === "" ? undefined : readValue(type, toText);
  return (value) =>
    value !== null &&
    (from === undefined || compareValues(value, from) >= 0) &&
    (to === undefined || compareValues(value, to) <= 0);
}

/** One condition: `field:a,b` means any of them, `field:!a,b` and `field:!a,!b` none of them. */
function toPredicate(condition: string): UsagePredicate {
  const colon = condition.indexOf(":");
  const name = condition.slice(0, Math.max(colon, 0));
  const field = usageFields[name];
  if (field === undefined) throw new FilterError(`"${condition}" does not filter a known field`);
  const text = condition.slice(colon + 1);
  const isExcluding = text.startsWith("!");
  const tests = text.split(",").map((part) => toTest(field.type, part.replace(/^!/, "")));
  const isCaseless = field.type === "text";
  return (usage) => {
    const value = field.read(usage);
    const comparable = isCaseless && typeof value === "string" ? value.toLowerCase() : value;
    return tests.some((test) => test(comparable)) !== isExcluding;
  };
}

/**
 * Reads a filter such as `subscriptionId:sub_1,sub_2;usageTime:2026-10-01T00:00:00Z..`.
 *
 * @param filter - The decoded filter; empty for none.
 * @returns What it means.
 * @throws {@link FilterError} When a field is unknown or a value has the wrong type.
 */
export function parseFilter(filter: string): UsagePredicate {
  const predicates = filter.split(";").filter(Boolean).map(toPredicate);
  return (usage) => predicates.every((predicate) => predicate(usage));
}
