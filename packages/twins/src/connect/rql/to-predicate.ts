import { type Comparison, type Expression, RqlError, type RqlValue } from "./expression.ts";
import { type Filterable, type Filterables, operatorsOf } from "./filterable.ts";

/** Tells whether an item is meant. */
export type Predicate<Item> = (item: Item) => boolean;

type Test = (held: string | null) => boolean;

/** `*` stands for any characters. */
function toPattern(text: string, flags: string): RegExp {
  const parts = text.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, `s${flags}`);
}

function toTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new RqlError(`"${text}" is not a time`);
  return time;
}

/** Below zero, zero, or above zero; nothing when the item holds no value. */
function compareTimes(held: string | null, wanted: number): number | undefined {
  return held === null ? undefined : Math.sign(Date.parse(held) - wanted);
}

function toRangeTest(operator: Comparison, text: string): Test {
  const wanted = toTime(text);
  const accepted: Partial<Record<Comparison, readonly number[]>> = {
    gt: [1],
    ge: [0, 1],
    lt: [-1],
    le: [-1, 0],
  };
  const signs = accepted[operator] ?? [];
  return (held) => {
    const sign = compareTimes(held, wanted);
    return sign !== undefined && signs.includes(sign);
  };
}

function toEqualTest(value: RqlValue, isTime: boolean): Test {
  if (value.kind === "null") return (held) => held === null;
  if (value.kind === "empty") return (held) => held === null || held === "";
  if (!isTime) return (held) => held === value.text;
  const wanted = toTime(value.text);
  return (held) => compareTimes(held, wanted) === 0;
}

function toTest(operator: Comparison, value: RqlValue, isTime: boolean): Test {
  const equals = toEqualTest(value, isTime);
  if (operator === "eq") return equals;
  if (operator === "ne") return (held) => !equals(held);
  if (value.kind !== "text") throw new RqlError(`"${operator}" does not take ${value.kind}()`);
  if (operator === "like" || operator === "ilike") {
    const pattern = toPattern(value.text, operator === "ilike" ? "i" : "");
    return (held) => held !== null && pattern.test(held);
  }
  return toRangeTest(operator, value.text);
}

type Lookup = Extract<Expression, { kind: "comparison" | "list" }>;

function findProperty<Item>(lookup: Lookup, filterables: Filterables<Item>): Filterable<Item> {
  const found = filterables[lookup.property];
  if (found === undefined) throw new RqlError(`the list has no filter "${lookup.property}"`);
  const values = lookup.kind === "list" ? lookup.values : [lookup.value];
  const isNullAsked = values.some(({ kind }) => kind === "null");
  const isTaken = operatorsOf[found.lookups].includes(lookup.operator);
  if (!isTaken || (isNullAsked && !found.lookups.endsWith("+null"))) {
    throw new RqlError(`the filter "${lookup.property}" does not take ${lookup.operator}`);
  }
  return found;
}

function lookUp<Item>(lookup: Lookup, filterables: Filterables<Item>): Predicate<Item> {
  const { lookups, read } = findProperty(lookup, filterables);
  const isTime = lookups === "date+null" || lookups === "range";
  if (lookup.kind === "comparison") {
    const test = toTest(lookup.operator, lookup.value, isTime);
    return (item) => test(read(item));
  }
  const tests = lookup.values.map((value) => toEqualTest(value, isTime));
  const isMeant = lookup.operator === "in";
  return (item) => tests.some((test) => test(read(item))) === isMeant;
}

/**
 * Makes the test that an expression stands for.
 *
 * @param expression - The expression; ordering and selection let every item pass.
 * @param filterables - The properties of the list.
 * @returns The test.
 * @throws {@link RqlError} When the list does not have such a filter.
 */
export function toPredicate<Item>(
  expression: Expression,
  filterables: Filterables<Item>,
): Predicate<Item> {
  switch (expression.kind) {
    case "and":
    case "or": {
      const parts = expression.parts.map((part) => toPredicate(part, filterables));
      return expression.kind === "and"
        ? (item) => parts.every((part) => part(item))
        : (item) => parts.some((part) => part(item));
    }
    case "not": {
      const part = toPredicate(expression.part, filterables);
      return (item) => !part(item);
    }
    case "comparison":
    case "list":
      return lookUp(expression, filterables);
    default:
      return () => true;
  }
}
