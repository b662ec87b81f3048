import { createRepetitionGuard } from "./repeated-page-error.ts";

/** One page of a list that counts pages. */
export interface NumberedPage<Item> {
  readonly items: readonly Item[];
  /** How many items the whole list has, where the API says so. */
  readonly count?: number | undefined;
}

/** A list that counts pages. */
export interface NumberedList<Item> {
  /**
   * Asks for one page.
   *
   * @param page - The page's number.
   * @returns The page.
   */
  readonly fetchPage: (page: number) => Promise<NumberedPage<Item>>;
  /** The number of the first page; 1 by default. */
  readonly start?: number;
}

/**
 * Walks a list by page number. Stops once as many items as the list has arrived, or at an empty page,
 * so that no page is asked for in vain when a count is known.
 *
 * @param list - How to ask for a page.
 * @returns The pages that hold something, in order.
 * @throws RepeatedPageError when no count is told and a page is the one before it once more.
 *
 * @example
 * ```ts
 * for await (const items of pagesByNumber({ fetchPage: (page) => listUsages({ Page: page, Limit: 99 }) })) {
 *   console.log(items.length);
 * }
 * ```
 */
export async function* pagesByNumber<Item>(
  list: NumberedList<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const guard = createRepetitionGuard();
  let received = 0;
  for (let page = list.start ?? 1; ; page += 1) {
    const { items, count } = await list.fetchPage(page);
    if (items.length === 0) return;
    if (count === undefined) guard(items, `page ${page}`);
    yield items;
    received += items.length;
    if (count !== undefined && received >= count) return;
  }
}
