import { UnexpectedResponseError, UnsupportedOperationError } from "@usage-billing/core";
import { type Attempt, type OffsetPage, pagesByOffset } from "@usage-billing/http";
import { type Api, callConnect, readExactly } from "../connect-call.ts";
import type { OperationId } from "../operation-roles.ts";
import type { ListName, Ordering } from "../rql/filterable.ts";
import { whereOf } from "../rql/where.ts";
import { writeQuery } from "../rql/write-query.ts";
import type { ListQuery } from "./list-query.ts";
import { PAGE_SIZE, readPage } from "./read-page.ts";
import { requireList } from "./require-list.ts";

/** How a list is read. */
export interface ListPlan<List extends ListName, Raw extends object, Item> {
  /** The list, for its filters. */
  readonly list: List;
  /** The operation's id in the OpenAPI document. */
  readonly operation: OperationId;
  /** Asks for a page, its body as text. */
  readonly fetch: (query: string, signal: AbortSignal) => Promise<Attempt<string>>;
  /** Reads an item. */
  readonly read: (raw: Raw) => Item;
  /** Tells items apart; nothing when an item has nothing to tell it by but all that is in it. */
  readonly identify: (raw: Raw) => string | undefined;
  /** The members whose numbers are exact decimals. */
  readonly decimals?: readonly string[];
  /** The order when none is asked for: pages need one, and new items come last in it. */
  readonly ordering?: readonly Ordering<List>[];
}

/** Reads a list. */
export type Lister<List extends ListName, Item> = (
  query?: ListQuery<List>,
) => AsyncGenerator<Item, void, undefined>;

function checkNumber(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new UnsupportedOperationError(`${name} of a list is ${value}: it takes ${least} or more`);
}

function toQuery<List extends ListName>(
  plan: Pick<ListPlan<List, object, unknown>, "list" | "ordering">,
  query: ListQuery<List>,
): readonly string[] {
  checkNumber("limit", query.limit, 0);
  checkNumber("offset", query.offset, 0);
  checkNumber("pageSize", query.pageSize, 1);
  const { filter, search, select } = query;
  return writeQuery(plan.list, {
    filter: typeof filter === "function" ? filter(whereOf(plan.list)) : filter,
    search,
    select,
    ordering: query.ordering ?? plan.ordering,
  });
}

function missedItems(
  { channel, operation }: { readonly channel: string; readonly operation: OperationId },
  { seen, total }: { readonly seen: number; readonly total: number },
): UnexpectedResponseError {
  const reason = `lists ${total} items of which pages gave only ${seen}: the list changed while it was read`;
  return new UnexpectedResponseError({ channel, operation, status: 200, reason, isWrite: false });
}

function repeatedPage(
  channel: string,
  operation: OperationId,
  { size, offset }: { readonly size: number; readonly offset: number },
): UnexpectedResponseError {
  const reason = `gives the same ${size} items again from item ${offset} on and does not tell how many there are: nobody knows where the list ends`;
  return new UnexpectedResponseError({ channel, operation, status: 200, reason, isWrite: false });
}

type FetchPage<Raw> = (query: string, signal?: AbortSignal) => Promise<OffsetPage<Raw>>;

function createFetch<List extends ListName, Raw extends object>(
  { settings }: Api,
  plan: ListPlan<List, Raw, unknown>,
): FetchPage<Raw> {
  const { operation, decimals = [] } = plan;
  return async (query, signal) => {
    const { data, response } = await callConnect<readonly Raw[]>(settings, {
      operation,
      options: signal === undefined ? {} : { signal },
      attempt: (signal) => readExactly(plan.fetch(query, signal), decimals),
    });
    const { channel } = settings;
    return readPage(requireList(data, { channel, operation, response }), response);
  };
}

/**
 * Makes the way to read a list, page after page.
 *
 * @param api - What the operations work with.
 * @param plan - How the list is read.
 * @returns Lists each item once. The iteration rejects with {@link UnexpectedResponseError} when items
 * were missed because the list changed meanwhile, or when the platform ignores the offset of a list that is
 * longer than a page and does not tell how long it is.
 */
export function createLister<List extends ListName, Raw extends object, Item>(
  api: Api,
  plan: ListPlan<List, Raw, Item>,
): Lister<List, Item> {
  const fetchPage = createFetch(api, plan);
  const { operation, read } = plan;
  const keyOf = (raw: Raw) => plan.identify(raw) ?? JSON.stringify(raw);
  const { channel } = api.settings;
  return async function* list(query = {}) {
    const parts = toQuery(plan, query);
    const { limit = Number.POSITIVE_INFINITY, offset: start = 0, signal } = query;
    if (limit === 0) return;
    const size = Math.min(query.pageSize ?? PAGE_SIZE, PAGE_SIZE, limit);
    const seen = new Set<string>();
    let total: number | undefined;
    const fetchAt = async (offset: number): Promise<OffsetPage<Raw>> => {
      const page = await fetchPage(
        [...parts, `limit=${size}`, `offset=${offset}`].join("&"),
        signal,
      );
      total = page.total;
      // A server that ignores the offset would be asked for ever.
      const goesOn = page.items.some((raw) => !seen.has(keyOf(raw)));
      if (goesOn) return page;
      if (total === undefined && page.items.length >= size) {
        throw repeatedPage(channel, operation, { size, offset });
      }
      return { items: [], total };
    };
    for await (const page of pagesByOffset({ start, fetchPage: fetchAt })) {
      for (const raw of page.filter((raw) => !seen.has(keyOf(raw)))) {
        seen.add(keyOf(raw));
        yield read(raw);
        if (seen.size === limit) return;
      }
    }
    if (total !== undefined && seen.size < total - start) {
      throw missedItems({ channel, operation }, { seen: seen.size, total });
    }
  };
}
