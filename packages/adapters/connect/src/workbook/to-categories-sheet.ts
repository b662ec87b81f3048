import type { UsageRecord } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";
import type { Sheet } from "./write-workbook.ts";

/** Written when no record names a category, because an older rule of the platform asks for one. */
const GENERIC: readonly Cell[] = ["general", "General", "Usage without a category of its own"];

/**
 * Makes the sheet `categories`: those that the records name, with the id as name, or one generic category.
 *
 * @param records - The records.
 * @returns The sheet, sorted by id.
 */
export function toCategoriesSheet(records: readonly UsageRecord[]): Sheet {
  const ids = new Set(records.map(({ category }) => category ?? ""));
  ids.delete("");
  const rows = [...ids].sort().map((id): readonly Cell[] => [id, id, undefined]);
  return {
    name: "categories",
    header: ["category_id", "category_name", "category_description"],
    rows: rows.length === 0 ? [GENERIC] : rows,
  };
}
