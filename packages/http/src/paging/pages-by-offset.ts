import { createRepetitionGuard } from "./repeated-page-error.ts";

/** One page of a list that counts by offset. */
export interface OffsetPage<Item> {
  readonly items: readonly Item[];
  /** How many items the whole list has, where the API says so. */
  readonly total?: number | undefined;
}

/** A list that counts by offset. */
export interface OffsetList<Item> {
  /**
   * Asks for one page.
   *
   * @param offset - How many items to leave out.
   * @returns The page; it may be shorter than asked for.
   */
  readonly fetchPage: (offset: number) => Promise<OffsetPage<Item>>;
  /** The first offset; 0 by default. */
  readonly start?: number;
}

/**
 * Walks a list by offset. Moves on by what really arrived, because an API may cut the page size, and
 * stops at the total or at an empty page, so that no page is asked for in vain when a total is known.
 *
 * @param list - How to ask for a page.
 * @returns The pages that hold something, in order.
 * @throws RepeatedPageError when no total is told and a page is the one before it once more.
 *
 * @example
 * ```ts
 * for await (const items of pagesByOffset({ fetchPage: (offset) => listUsages({ offset, limit: 100 }) })) {
 *   console.log(items.length);
 * }
 * ```
 */
export async function* pagesByOffset<Item>(
  list: OffsetList<Item>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const guard = createRepetitionGuard();
  let offset = list.start ?? 0;
  while (true) {
    const { items, total } = await list.fetchPage(offset);
    if (items.length === 0) return;
    if (total === undefined) guard(items, `offset ${offset}`);
    yield items;
    offset += items.length;
    if (total !== undefined && offset >= total) return;
  }
}
