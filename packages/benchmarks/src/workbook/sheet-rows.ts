import type { Cell } from "@usage-billing/connect";

/** The headers: what a rated report of dynamic items has. */
export const HEADER: readonly string[] = [
  "record_id",
  "record_note",
  "item_search_criteria",
  "item_search_value",
  "quantity",
  "start_time_utc",
  "end_time_utc",
  "asset_search_criteria",
  "asset_search_value",
  "category_id",
  "amount",
  "tier",
  "item_name",
  "item_unit",
  "item_mpn",
  "item_precision",
];

const pad = (value: number): string => String(value).padStart(2, "0");

/**
 * Makes the cells of a row; every one differs from row to row or repeats as in real reports.
 *
 * @param at - The row, counted from 0.
 * @returns 16 cells.
 */
function rowOf(at: number): Exclude<Cell, undefined>[] {
  const day = pad((at % 28) + 1);
  const hour = pad(at % 24);
  return [
    `usage-2026-10-${at}`,
    `Nutzung für Größe ${at}`,
    "item.mpn",
    `STORAGE-${at % 40}`,
    { number: `${at % 9_999}.${(at % 999) + 1}5` },
    `2026-10-${day} ${hour}:00:00`,
    `2026-10-${day} ${hour}:59:59`,
    "asset.id",
    `AS-${1000 + (at % 9_000)}-0000-0001`,
    `category-${at % 12}`,
    { number: `${(at * 7) % 100_000}.25` },
    { number: String(at % 3) },
    `Storage & traffic ${at % 40}`,
    "GB",
    `STORAGE-${at % 40}`,
    "decimal(4)",
  ];
}

/**
 * Makes rows one after the other.
 *
 * @param count - How many.
 * @returns The rows; none is held.
 */
export function* rowsOf(count: number): Generator<Exclude<Cell, undefined>[]> {
  for (let at = 0; at < count; at += 1) yield rowOf(at);
}
