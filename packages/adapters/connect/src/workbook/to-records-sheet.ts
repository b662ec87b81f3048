import { InvalidUsageRecordError, type Problem, type UsageRecord } from "@usage-billing/core";
import { missingDynamicItem } from "./check-dynamic-item.ts";
import { columnsWith, type RowCriteria, usedColumns } from "./record-columns.ts";
import type { Sheet } from "./write-workbook.ts";

/** What a product's schema wants in every row or in none. */
const RATED = ["amount", "tier"] as const;

function missingRating(field: (typeof RATED)[number], other: string): Problem {
  return {
    rule: `missing-${field}`,
    field,
    message: `the record has no ${field}, but ${other} of the same file has one; a product's schema takes it in every row or in none`,
    fix: `Give the ${field} of every record, or of none; with the channel's option schema this is checked record by record.`,
  };
}

function refuseMixture(records: readonly UsageRecord[], used: ReadonlySet<string>): void {
  for (const field of RATED.filter((name) => used.has(name))) {
    const without = records.find((record) => record[field] === undefined);
    if (without === undefined) continue;
    const other = records.find((record) => record[field] !== undefined)?.recordId ?? "another";
    throw new InvalidUsageRecordError(without.recordId, [missingRating(field, other)]);
  }
  if (!used.has("item_name")) return;
  const without = records.find(({ attributes }) => !attributes?.["item_name"]);
  if (without === undefined) return;
  throw new InvalidUsageRecordError(without.recordId, [missingDynamicItem]);
}

/**
 * Makes the sheet `records` of usage records. An optional column is written only when a record
 * uses it: unknown and empty columns may be refused.
 *
 * @param records - The records, in the order of their rows.
 * @param criteria - How rows name subscription and item.
 * @returns The sheet; its rows can be read once.
 * @throws {@link InvalidUsageRecordError} When some records bring items of their own, an amount or a
 * tier, and others do not: a sheet that has the column has to fill it in every row.
 */
export function toRecordsSheet(records: readonly UsageRecord[], criteria: RowCriteria): Sheet {
  const used = new Set<string>();
  for (const record of records) for (const name of usedColumns(record, criteria)) used.add(name);
  const columns = columnsWith(used);
  refuseMixture(records, used);
  return {
    name: "records",
    header: columns.map(({ header }) => header),
    rows: records.values().map((record) => columns.map(({ cell }) => cell(record, criteria))),
  };
}
