import { UnsupportedOperationError } from "@usage-billing/core";

/** A filter in RQL, the query language of Connect's lists, percent-encoded and ready for the query string. */
export type RqlFilter = string;

/** The operators that compare a property with one value. */
export type RqlComparison = "ne" | "ge" | "gt" | "le" | "lt";

/** What the grammar takes without quotes, kept narrower than it has to be; a lone `t` is a keyword. */
const PLAIN_VALUE = /^[\w-][\w.:-]+$/;

/** Quotes a value. RQL has no escape: a quoted value cannot contain its own quote. */
function quote(value: string): string {
  if (PLAIN_VALUE.test(value)) return value;
  if (!value.includes('"')) return `"${value}"`;
  if (!value.includes("'")) return `'${value}'`;
  throw new UnsupportedOperationError(
    `Connect cannot filter by ${JSON.stringify(value)}: it holds both kinds of quotes`,
  );
}

/** Percent-encoded, never form-encoded: the server would keep the plus that stands for a space. */
function writeValue(value: string): string {
  if (!value.isWellFormed() || value === "") {
    throw new UnsupportedOperationError(
      `Connect cannot filter by ${JSON.stringify(value)}: it is empty or broken Unicode`,
    );
  }
  return encodeURIComponent(quote(value)).replaceAll("'", "%27");
}

/**
 * Asks for an equal value, in the short form, which is a query parameter that the API declares.
 *
 * @param property - A property that the list can filter.
 * @param value - Any text.
 * @returns The filter.
 * @throws {@link UnsupportedOperationError} When RQL cannot express the value.
 */
export function equalRql(property: string, value: string): RqlFilter {
  return `${property}=${writeValue(value)}`;
}

/**
 * Compares a property with a value.
 *
 * @param operator - How.
 * @param property - A property that the list can filter, for example `product.id`.
 * @param value - Any text; what RQL gives a meaning to is quoted.
 * @returns The filter.
 * @throws {@link UnsupportedOperationError} When RQL cannot express the value.
 */
export function compareRql(operator: RqlComparison, property: string, value: string): RqlFilter {
  return `${operator}(${property},${writeValue(value)})`;
}

/**
 * Asks for values that start with a text.
 *
 * @param property - A property that the list can filter.
 * @param start - Letters, digits and dashes.
 * @returns The filter.
 */
export function startsWithRql(property: string, start: string): RqlFilter {
  return `like(${property},${encodeURIComponent(start)}*)`;
}

/**
 * Asks for any of several values; a plain comma list would be a syntax error.
 *
 * @param property - A property that the list can filter.
 * @param values - At least one text.
 * @returns The filter.
 * @throws {@link UnsupportedOperationError} When RQL cannot express a value.
 */
export function anyOfRql(property: string, values: readonly string[]): RqlFilter {
  return `in(${property},(${values.map(writeValue).join(",")}))`;
}

/**
 * Orders a list.
 *
 * @param properties - Properties that the list can be ordered by, the weightiest first.
 * @returns The expression.
 */
export function orderRql(properties: readonly string[]): RqlFilter {
  return `ordering(${properties.join(",")})`;
}

/**
 * Joins filters that must all hold.
 *
 * @param filters - Filters, orderings, and `limit=…` or `offset=…`.
 * @returns The query string, without the question mark.
 */
export function allOfRql(filters: readonly RqlFilter[]): string {
  return filters.join("&");
}
