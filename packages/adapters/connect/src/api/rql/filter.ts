import type { ListName, Lookup } from "./filterable.ts";

/** A comparison with one value, written as text. */
export interface Comparison {
  readonly kind: "comparison";
  readonly lookup: Exclude<Lookup, "in" | "out" | "null">;
  readonly property: string;
  readonly value: string;
}

/** A comparison with several values. */
export interface Choice {
  readonly kind: "choice";
  readonly lookup: "in" | "out";
  readonly property: string;
  readonly values: readonly string[];
}

/** Whether a property has no value. */
export interface Absence {
  readonly kind: "absence";
  readonly property: string;
  readonly isAbsent: boolean;
}

/** Filters that must all hold, or of which one must. */
export interface Junction {
  readonly kind: "and" | "or";
  readonly filters: readonly Condition[];
}

/** A filter that must not hold. */
export interface Negation {
  readonly kind: "not";
  readonly filter: Condition;
}

/** A filter as data; it is checked and written out when a list is asked for. */
export type Condition = Comparison | Choice | Absence | Junction | Negation;

/** A filter of one list; made by a {@link Where}. */
export type Filter<List extends ListName> = Condition & {
  /** The list; only a type, so that a filter of one list is not taken for that of another. */
  readonly list?: List;
};
