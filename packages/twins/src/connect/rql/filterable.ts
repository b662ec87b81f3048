import type { Comparison } from "./expression.ts";

/** How a property may be looked up. */
export type Lookups = "text" | "text+null" | "date+null" | "range";

/** A property by which a list can be filtered. */
export interface Filterable<Item> {
  readonly lookups: Lookups;
  readonly isOrderable?: true;
  readonly isSearched?: true;
  readonly read: (item: Item) => string | null;
}

/** The properties of one list, by name. */
export type Filterables<Item> = Readonly<Record<string, Filterable<Item>>>;

const TEXT: readonly (Comparison | "in" | "out")[] = ["eq", "ne", "like", "ilike", "in", "out"];
const RANGE: readonly (Comparison | "in" | "out")[] = ["ge", "gt", "le", "lt"];

/** Which operators each kind of lookup takes. */
export const operatorsOf: Readonly<Record<Lookups, readonly (Comparison | "in" | "out")[]>> = {
  text: TEXT,
  "text+null": TEXT,
  "date+null": ["eq", "ne", "in", "out", ...RANGE],
  range: RANGE,
};
