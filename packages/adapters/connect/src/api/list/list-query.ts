import type { Filter } from "../rql/filter.ts";
import type { ListName } from "../rql/filterable.ts";
import type { Where } from "../rql/where.ts";
import type { ListExpression } from "../rql/write-query.ts";

/** What is asked of a list. */
export interface ListQuery<List extends ListName> extends Omit<ListExpression<List>, "filter"> {
  /** Which items: a filter, or a function that makes one. */
  readonly filter?: Filter<List> | ((where: Where<List>) => Filter<List>) | undefined;
  /** How many items at most; all of them by default. */
  readonly limit?: number | undefined;
  /** How many items to leave out at the start; 0 by default. */
  readonly offset?: number | undefined;
  /** How many items to ask for at a time, 1 to 1,000; 1,000 by default. */
  readonly pageSize?: number | undefined;
  /** Ends the listing early. */
  readonly signal?: AbortSignal | undefined;
}
