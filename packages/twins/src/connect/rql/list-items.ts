import { jsonResponse, Refusal, type TwinResponse } from "../../server/exchange.ts";
import { connectError } from "../connect-error.ts";
import { type Expression, RqlError } from "./expression.ts";
import type { Filterables } from "./filterable.ts";
import { parseRql } from "./parse-rql.ts";
import { type Predicate, toPredicate } from "./to-predicate.ts";

/** Not published; the official client asks for as many. */
const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 1000;

/** What a query asks for. */
interface Asked<Item> {
  readonly isMeant: Predicate<Item>;
  /** Nothing when the items are to stay in their order. */
  readonly sort: ((items: readonly Item[]) => readonly Item[]) | undefined;
  readonly limit: number;
  readonly offset: number;
}

function plainComparison(term: Expression, property: string): string | undefined {
  if (term.kind !== "comparison" || term.property !== property) return undefined;
  return term.value.kind === "text" ? term.value.text : undefined;
}

/** Anything but digits falls back; the API does not complain. */
function readNumber(terms: readonly Expression[], property: string, fallback: number): number {
  const texts = terms.map((term) => plainComparison(term, property));
  const text = texts.find((found) => found !== undefined);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}

function isPaging(term: Expression): boolean {
  return term.kind === "comparison" && ["limit", "offset"].includes(term.property);
}

function toSearch<Item>(text: string, filterables: Filterables<Item>): Predicate<Item> {
  const searched = Object.values(filterables).filter(({ isSearched }) => isSearched);
  const wanted = text.toLowerCase();
  return (item) => searched.some(({ read }) => (read(item) ?? "").toLowerCase().includes(wanted));
}

/** Sorts by several properties; each is read once an item, since lists are long and reads take time. */
function toOrder<Item>(
  properties: readonly string[],
  filterables: Filterables<Item>,
): (items: readonly Item[]) => readonly Item[] {
  const orders = properties.map((signed) => {
    const name = signed.replace(/^[+-]/, "");
    const property = filterables[name];
    if (property?.isOrderable !== true) throw new RqlError(`the list has no order "${name}"`);
    return { read: property.read, isDown: signed.startsWith("-") };
  });
  const compare = (left: readonly string[], right: readonly string[]): number => {
    for (let at = 0; at < orders.length; at += 1) {
      const [one = "", other = ""] = [left[at], right[at]];
      if (one !== other) return one < other === (orders[at]?.isDown === true) ? 1 : -1;
    }
    return 0;
  };
  return (items) =>
    items
      .map((item) => ({ item, keys: orders.map(({ read }) => read(item) ?? "") }))
      .sort((left, right) => compare(left.keys, right.keys))
      .map(({ item }) => item);
}

function readQuery<Item>(query: string, filterables: Filterables<Item>): Asked<Item> {
  const terms = parseRql(decodeURIComponent(query));
  const predicates = terms
    .filter((term) => !isPaging(term))
    .map((term) => {
      const search = plainComparison(term, "search");
      return search === undefined ? toPredicate(term, filterables) : toSearch(search, filterables);
    });
  const ordered = terms.flatMap((term) => (term.kind === "ordering" ? term.properties : []));
  return {
    isMeant: (item) => predicates.every((predicate) => predicate(item)),
    sort: ordered.length === 0 ? undefined : toOrder(ordered, filterables),
    limit: Math.min(readNumber(terms, "limit", DEFAULT_LIMIT), MAXIMUM_LIMIT),
    offset: readNumber(terms, "offset", 0),
  };
}

function readSafely<Item>(query: string, filterables: Filterables<Item>): Asked<Item> {
  try {
    return readQuery(query, filterables);
  } catch (error) {
    if (error instanceof RqlError || error instanceof URIError) {
      throw new Refusal(connectError(400, null, [`RQL error: ${error.message}`]));
    }
    throw error;
  }
}

/** A list to be answered. */
export interface ItemList<Item> {
  readonly items: readonly Item[];
  readonly filterables: Filterables<Item>;
  readonly toJson: (item: Item) => unknown;
}

/**
 * Answers a list: filtered, ordered and paged by RQL.
 *
 * @param query - The query string, percent-encoded.
 * @param list - The items and what is known of them.
 * @returns A bare array, with `Content-Range: items first-last/total`; an empty page has equal ends.
 * @throws {@link Refusal} 400 when the query cannot be read.
 */
export function listItems<Item>(query: string, list: ItemList<Item>): TwinResponse {
  const { isMeant, sort, limit, offset } = readSafely(query, list.filterables);
  const meant = list.items.filter(isMeant);
  const found = sort === undefined ? meant : sort(meant);
  const page = found.slice(offset, offset + limit);
  const last = offset + Math.max(page.length - 1, 0);
  return jsonResponse(200, page.map(list.toJson), {
    "content-range": `items ${offset}-${last}/${found.length}`,
  });
}
