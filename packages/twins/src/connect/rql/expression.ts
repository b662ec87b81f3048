/** The operators that compare a property with one value. */
export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "like" | "ilike";

/** A value of a comparison: text, or one of the two constants `null()` and `empty()`. */
export type RqlValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "null" }
  | { readonly kind: "empty" };

/** What a query means, apart from order and paging. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly part: Expression }
  | {
      readonly kind: "comparison";
      readonly operator: Comparison;
      readonly property: string;
      readonly value: RqlValue;
    }
  | {
      readonly kind: "list";
      readonly operator: "in" | "out";
      readonly property: string;
      readonly values: readonly RqlValue[];
    }
  | { readonly kind: "ordering"; readonly properties: readonly string[] }
  | { readonly kind: "select" };

/** Thrown when a query is not RQL, or asks for what a list does not have. */
export class RqlError extends Error {}
