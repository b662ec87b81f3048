import type { Problem, UsageRecord } from "@usage-billing/core";
import { DYNAMIC_ITEM_COLUMNS } from "./record-columns.ts";

/** The platform's spellings of how many decimals an item takes. */
const PRECISIONS: ReadonlyMap<string, number> = new Map([
  ["integer", 0],
  ["decimal(1)", 1],
  ["decimal(2)", 2],
  ["decimal(4)", 4],
  ["decimal(8)", 8],
]);

/** What is wrong with a record without an item of its own, in a file whose other records have one. */
export const missingDynamicItem: Problem = {
  rule: "missing-dynamic-item",
  field: "attributes.item_name",
  message: "the record names an item of the catalogue, but others of its file bring their own",
  fix: `Give ${DYNAMIC_ITEM_COLUMNS.join(", ")} for every record of the file.`,
};

function precisionProblem({ attributes, quantity }: UsageRecord): readonly Problem[] {
  const field = "attributes.item_precision";
  const precision = attributes?.["item_precision"] ?? "";
  const decimals = PRECISIONS.get(precision);
  if (decimals === undefined) {
    const message = `item_precision "${precision}" is none of ${[...PRECISIONS.keys()].join(", ")}`;
    return [{ rule: "invalid-item-precision", field, message, fix: "Take one of these." }];
  }
  if (quantity.fits(decimals)) return [];
  const message = `quantity ${quantity} has more decimals than ${precision} takes`;
  return [{ rule: "too-many-decimals", field: "quantity", message, fix: "Widen the precision." }];
}

/**
 * Checks the item of a record that is not in the catalogue: attributes `item_name`, `item_unit`,
 * `item_mpn` and `item_precision`.
 *
 * @param record - The record.
 * @returns Every problem found; none when the record has none of the attributes.
 */
export function checkDynamicItem(record: UsageRecord): readonly Problem[] {
  const missing = DYNAMIC_ITEM_COLUMNS.filter((name) => !record.attributes?.[name]);
  if (missing.length === DYNAMIC_ITEM_COLUMNS.length) return [];
  if (missing.length === 0) return precisionProblem(record);
  return missing.map((name) => ({
    rule: "incomplete-dynamic-item",
    field: `attributes.${name}`,
    message: `the record brings an item of its own, but no ${name}`,
    fix: `Give all of ${DYNAMIC_ITEM_COLUMNS.join(", ")}, or none for an item of the catalogue.`,
  }));
}
