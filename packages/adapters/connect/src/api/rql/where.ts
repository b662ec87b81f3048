import { formatInstant, UnsupportedOperationError } from "@usage-billing/core";
import type { Comparison, Condition, Filter } from "./filter.ts";
import type { FilterProperty, FilterValue, ListName, Lookup, PropertyWith } from "./filterable.ts";

type Compare<List extends ListName, Way extends Lookup> = <Name extends PropertyWith<List, Way>>(
  property: Name,
  value: FilterValue<List, Name & FilterProperty<List>>,
) => Filter<List>;

type Choose<List extends ListName, Way extends "in" | "out"> = <
  Name extends PropertyWith<List, Way>,
>(
  property: Name,
  values: readonly FilterValue<List, Name & FilterProperty<List>>[],
) => Filter<List>;

type TextMatch<List extends ListName> = (
  property: PropertyWith<List, "like">,
  text: string,
) => Filter<List>;

/**
 * Makes the filters of one list. Only properties that the list can filter are taken, each with the
 * comparisons that the API has for it; a value is never read as syntax, whatever is in it.
 */
export interface Where<List extends ListName> {
  /** The property has this value. */
  readonly eq: Compare<List, "eq">;
  /** The property has another value. */
  readonly ne: Compare<List, "ne">;
  /** The property is this or later. */
  readonly ge: Compare<List, "ge">;
  /** The property is later. */
  readonly gt: Compare<List, "gt">;
  /** The property is this or earlier. */
  readonly le: Compare<List, "le">;
  /** The property is earlier. */
  readonly lt: Compare<List, "lt">;
  /** The property has one of these values, at least one. */
  readonly in: Choose<List, "in">;
  /** The property has none of these values, at least one. */
  readonly out: Choose<List, "out">;
  /** The property matches a pattern in which an asterisk stands for any text. */
  readonly like: TextMatch<List>;
  /** The same, whatever the case. */
  readonly ilike: TextMatch<List>;
  /** The property starts with a text, taken as it is: an asterisk in it is refused. */
  readonly startsWith: TextMatch<List>;
  /** The property contains a text, taken as it is: an asterisk in it is refused. */
  readonly contains: TextMatch<List>;
  /** The property has no value. */
  readonly isNull: (property: PropertyWith<List, "null">) => Filter<List>;
  /** The property has a value. */
  readonly isNotNull: (property: PropertyWith<List, "null">) => Filter<List>;
  /** All of the filters hold. */
  readonly and: (...filters: readonly Filter<List>[]) => Filter<List>;
  /** At least one of the filters holds. */
  readonly or: (...filters: readonly Filter<List>[]) => Filter<List>;
  /** The filter does not hold. */
  readonly not: (filter: Filter<List>) => Filter<List>;
}

/** An instant is written as text in UTC. */
function toText(value: string | number): string {
  return typeof value === "number" ? formatInstant(value) : value;
}

type Way = Comparison["lookup"];

const compare =
  (lookup: Way) =>
  (property: string, value: string | number): Condition => ({
    kind: "comparison",
    lookup,
    property,
    value: toText(value),
  });

const choose =
  (lookup: "in" | "out") =>
  (property: string, values: readonly (string | number)[]): Condition => ({
    kind: "choice",
    lookup,
    property,
    values: values.map(toText),
  });

/** Nothing is known of an escape for the asterisk. */
const match =
  (before: string, after: string) =>
  (property: string, text: string): Condition => {
    if (!/[*\\]/.test(text)) return compare("like")(property, `${before}${text}${after}`);
    throw new UnsupportedOperationError(
      `Connect cannot look for ${JSON.stringify(text)} as it is: an asterisk stands for any text there`,
    );
  };

const absence =
  (isAbsent: boolean) =>
  (property: string): Condition => ({ kind: "absence", property, isAbsent });

const join =
  (kind: "and" | "or") =>
  (...filters: readonly Condition[]): Condition => ({ kind, filters });

const where = {
  eq: compare("eq"),
  ne: compare("ne"),
  ge: compare("ge"),
  gt: compare("gt"),
  le: compare("le"),
  lt: compare("lt"),
  in: choose("in"),
  out: choose("out"),
  like: compare("like"),
  ilike: compare("ilike"),
  startsWith: match("", "*"),
  contains: match("*", "*"),
  isNull: absence(true),
  isNotNull: absence(false),
  and: join("and"),
  or: join("or"),
  not: (filter: Condition): Condition => ({ kind: "not", filter }),
};

/**
 * Gives what makes the filters of a list.
 *
 * @param _list - The list; it decides which properties are taken.
 * @returns The comparisons and how they are joined.
 *
 * @example
 * ```ts
 * const where = whereOf("files");
 * const filter = where.and(where.eq("status", "ready"), where.in("product.id", products));
 * ```
 */
export function whereOf<List extends ListName>(_list: List): Where<List> {
  // The types narrow what the functions take; the table is enforced again when the filter is written.
  return where as unknown as Where<List>;
}
