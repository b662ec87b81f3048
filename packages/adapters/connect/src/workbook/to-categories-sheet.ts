import type { UsageRecord } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";
import type { Sheet } from "./write-workbook.ts";

/** Written when no record names a category, because an older rule of the platform asks for one. */
const GENERIC: readonly Cell[] = ["general", "General", "Usage without a category of its own"];

/** The headers of the sheet `categories`. */
export const CATEGORIES_HEADER: readonly string[] = [
  "category_id",
  "category_name",
  "category_description",
];

/**
 * Makes the rows of the sheet `categories`: the id is the name, too.
 *
 * @param ids - The ids that the records name, in any order.
 * @returns The rows, sorted by id; one generic category when there is no id.
 */
export function toCategoryRows(ids: Iterable<string>): readonly (readonly Cell[])[] {
  const rows = [...ids].sort().map((id): readonly Cell[] => [id, id, undefined]);
  return rows.length === 0 ? [GENERIC] : rows;
}

/**
 * Makes the sheet `categories` of usage records.
 *
 * @param records - The records.
 * @returns The sheet.
 */
export function toCategoriesSheet(records: readonly UsageRecord[]): Sheet {
  const ids = new Set(records.map(({ category }) => category ?? ""));
  ids.delete("");
  return { name: "categories", header: CATEGORIES_HEADER, rows: toCategoryRows(ids) };
}
