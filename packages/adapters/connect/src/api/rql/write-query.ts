import { UnsupportedOperationError } from "@usage-billing/core";
import type { Condition, Filter } from "./filter.ts";
import {
  type FilterableProperty,
  filterable,
  type ListName,
  type Lookup,
  lookupSets,
  type Ordering,
} from "./filterable.ts";
import { writePattern, writeValue } from "./write-value.ts";

/** What is asked of a list, apart from the page. */
export interface ListExpression<List extends ListName> {
  /** Which items. */
  readonly filter?: Filter<List> | undefined;
  /** In which order, the weightiest property first. */
  readonly ordering?: readonly Ordering<List>[] | undefined;
  /** Which members the items have; with a dash in front, which are left out. */
  readonly select?: readonly string[] | undefined;
  /** A text that the list's searched properties contain. */
  readonly search?: string | undefined;
}

/** A letter, then letters, digits and a few signs. */
const PROPERTY = /^[A-Za-z][\w.-]*$/;

function propertiesOf(list: ListName): Readonly<Record<string, FilterableProperty>> {
  return filterable[list];
}

function factsOf(list: ListName, property: string): FilterableProperty {
  const properties = propertiesOf(list);
  const facts = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (facts !== undefined) return facts;
  throw new UnsupportedOperationError(
    `Connect cannot filter ${list} by "${property}": it takes ${Object.keys(properties).join(", ")}`,
  );
}

function checkLookup(list: ListName, property: string, lookup: Lookup): void {
  const lookups: readonly Lookup[] = lookupSets[factsOf(list, property).lookups];
  if (lookups.includes(lookup)) return;
  throw new UnsupportedOperationError(
    `Connect cannot filter ${list} by "${property}" with ${lookup}: it takes ${lookups.join(", ")}`,
  );
}

function checkFilled(operator: string, parts: readonly unknown[]): void {
  if (parts.length > 0) return;
  throw new UnsupportedOperationError(`Connect cannot filter by an empty "${operator}"`);
}

function writeCondition(list: ListName, condition: Condition): string {
  switch (condition.kind) {
    case "comparison": {
      const { lookup, property, value } = condition;
      checkLookup(list, property, lookup);
      const write = lookup === "like" || lookup === "ilike" ? writePattern : writeValue;
      return `${lookup}(${property},${write(value)})`;
    }
    case "choice": {
      const { lookup, property, values } = condition;
      checkLookup(list, property, lookup);
      checkFilled(lookup, values);
      // A comma list without the inner parentheses is a syntax error.
      return `${lookup}(${property},(${values.map(writeValue).join(",")}))`;
    }
    case "absence":
      checkLookup(list, condition.property, "null");
      return `${condition.isAbsent ? "eq" : "ne"}(${condition.property},null())`;
    case "not":
      return `not(${writeCondition(list, condition.filter)})`;
    case "and":
    case "or":
      checkFilled(condition.kind, condition.filters);
      if (condition.filters.length === 1) return writeJunction(list, condition.filters, ",");
      return `${condition.kind}(${writeJunction(list, condition.filters, ",")})`;
    default:
      throw new UnsupportedOperationError("Connect cannot filter by what is no filter");
  }
}

function writeJunction(
  list: ListName,
  filters: readonly Condition[],
  separator: "," | "&",
): string {
  return filters.map((filter) => writeCondition(list, filter)).join(separator);
}

/** At the top, equality is written as the query parameter that the API declares. */
function writeTop(list: ListName, condition: Condition): readonly string[] {
  if (condition.kind === "and") {
    checkFilled("and", condition.filters);
    return condition.filters.flatMap((filter) => writeTop(list, filter));
  }
  if (condition.kind === "comparison" && condition.lookup === "eq") {
    checkLookup(list, condition.property, "eq");
    return [`${condition.property}=${writeValue(condition.value)}`];
  }
  return [writeCondition(list, condition)];
}

function writeOrdering(list: ListName, ordering: readonly string[]): string {
  const known = Object.entries(propertiesOf(list))
    .filter(([, facts]) => facts.order === true)
    .map(([property]) => property);
  for (const name of ordering) {
    const property = name.replace(/^-/, "");
    if (known.includes(property)) continue;
    const others = known.length === 0 ? "it takes no order" : `it takes ${known.join(", ")}`;
    throw new UnsupportedOperationError(`Connect cannot order ${list} by "${property}": ${others}`);
  }
  return `ordering(${ordering.join(",")})`;
}

function writeSelection(select: readonly string[]): string {
  const wrong = select.find((name) => !PROPERTY.test(name.replace(/^-/, "")));
  if (wrong === undefined) return `select(${select.join(",")})`;
  throw new UnsupportedOperationError(
    `Connect cannot select ${JSON.stringify(wrong)}: no property`,
  );
}

/**
 * Writes what is asked of a list as a query string in RQL, the query language of Connect's lists.
 *
 * @param list - The list.
 * @param expression - Filter, order, selection and search.
 * @returns Its parts, percent-encoded, to be joined by `&`.
 * @throws {@link UnsupportedOperationError} When the list cannot do it, or RQL cannot express a value.
 */
export function writeQuery<List extends ListName>(
  list: List,
  expression: ListExpression<List>,
): readonly string[] {
  const { filter, ordering = [], select = [], search } = expression;
  return [
    ...(filter === undefined ? [] : writeTop(list, filter)),
    ...(search === undefined ? [] : [`search=${writeValue(search)}`]),
    ...(select.length === 0 ? [] : [writeSelection(select)]),
    ...(ordering.length === 0 ? [] : [writeOrdering(list, ordering)]),
  ];
}
