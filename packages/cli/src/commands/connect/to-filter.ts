import {
  type Condition,
  type Filter,
  type ListName,
  type ListQuery,
  type Ordering,
  type PropertyWith,
  whereOf,
} from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";

/** What every list takes. */
export interface ListOptions extends ConnectOptions {
  readonly limit?: number;
  readonly order?: readonly string[];
}

/** The property that each option filters a list by. */
export type FilterOptions<List extends ListName> = Readonly<
  Record<string, PropertyWith<List, "in">>
>;

/**
 * Makes the filter that options ask for: each names values of which one must be there, and all options
 * must hold.
 *
 * @param list - The list.
 * @param properties - The property of each option.
 * @param options - The options; those that are not there filter nothing.
 * @returns The filter; undefined when no option filters.
 */
function toFilter<List extends ListName>(
  list: List,
  properties: FilterOptions<List>,
  options: object,
): Filter<List> | undefined {
  const where = whereOf(list);
  const filters = Object.entries(properties).flatMap(([name, property]): Filter<List>[] => {
    const values: unknown = Reflect.get(options, name);
    return Array.isArray(values) ? [where.in(property, values)] : [];
  });
  return filters.length === 0 ? undefined : where.and(...filters);
}

/**
 * Makes the query that options ask for.
 *
 * @param list - The list, and the property of each option that filters it.
 * @param options - The command's options.
 * @param context - The signal that ends the listing.
 * @returns The query.
 */
export function toQuery<List extends ListName>(
  { name, properties }: { readonly name: List; readonly properties: FilterOptions<List> },
  options: ListOptions,
  context: CommandContext,
): ListQuery<List> {
  const filter: Condition | undefined = toFilter(name, properties, options);
  const { limit, order } = options;
  // The adapter checks at run time that the list can be ordered so, and names what it can be ordered by.
  const ordering = order as readonly Ordering<List>[] | undefined;
  return { filter: filter as Filter<List> | undefined, limit, ordering, signal: context.signal };
}
