import type { OffsetPage } from "@usage-billing/http";

/** The greatest page: a longer one would be cut. */
export const PAGE_SIZE = 1000;

/**
 * Reads a page of a list. The total is the last number of `Content-Range: items 0-99/1234`; an empty
 * list says `items 0-0/0`, so only the body tells how many items there are.
 *
 * @param items - The items of the answer.
 * @param response - The answer.
 * @returns The page.
 */
export function readPage<Item>(items: readonly Item[], response: Response): OffsetPage<Item> {
  const total = /\/(\d+)\s*$/.exec(response.headers.get("content-range") ?? "")?.[1];
  return { items, ...(total !== undefined && { total: Number(total) }) };
}
