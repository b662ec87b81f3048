import { InvalidUsageRecordError, type Problem, type UsageRecord } from "@usage-billing/core";
import { missingDynamicItem } from "./check-dynamic-item.ts";
import { columnsWith, type RowCriteria, usedColumns } from "./record-columns.ts";
import type { Sheet } from "./write-workbook.ts";

/** What a product's schema wants in every row or in none. */
const RATED = ["amount", "tier"] as const;

function unlikeMost(field: (typeof RATED)[number], isGiven: boolean): Problem {
  const [has, others] = isGiven ? [field === "amount" ? "an" : "a", "none"] : ["no", "one"];
  const fix = `Give the ${field} of every record of the product, or of none; the channel's option schema says which.`;
  return {
    rule: isGiven ? `forbidden-${field}` : `missing-${field}`,
    field,
    message: `the record has ${has} ${field}, but most others of its file have ${others}; a product takes it in every row or in none`,
    fix,
  };
}

/** All of them at once: with many records, planning again for each one would take hours. */
function refuseAll([first, ...others]: readonly UsageRecord[], problem: Problem): void {
  if (first === undefined) return;
  const problems = [problem];
  const more = others.map(({ recordId }) => ({ recordId, problems }));
  throw new InvalidUsageRecordError(first.recordId, problems, more);
}

/** The fewer are taken for the mistake. */
function refuseHalfRated(records: readonly UsageRecord[], field: (typeof RATED)[number]): void {
  const { given = [], absent = [] } = Object.groupBy(records, (record) =>
    record[field] === undefined ? "absent" : "given",
  );
  if (given.length >= absent.length) refuseAll(absent, unlikeMost(field, false));
  else refuseAll(given, unlikeMost(field, true));
}

function refuseMixture(records: readonly UsageRecord[], used: ReadonlySet<string>): void {
  for (const field of RATED) if (used.has(field)) refuseHalfRated(records, field);
  if (!used.has("item_name")) return;
  const without = records.filter(({ attributes }) => !attributes?.["item_name"]);
  refuseAll(without, missingDynamicItem);
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
