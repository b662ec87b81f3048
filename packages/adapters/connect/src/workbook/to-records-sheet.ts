import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import { missingDynamicItem } from "./check-dynamic-item.ts";
import { columnsWith, type RowCriteria, usedColumns } from "./record-columns.ts";
import type { Sheet } from "./write-workbook.ts";

function refuseWithoutItem(records: readonly UsageRecord[]): void {
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
 * @throws {@link InvalidUsageRecordError} When some records bring items of their own and others do
 * not: a sheet with the columns of such items has to fill them in every row.
 */
export function toRecordsSheet(records: readonly UsageRecord[], criteria: RowCriteria): Sheet {
  const used = new Set<string>();
  for (const record of records) for (const name of usedColumns(record, criteria)) used.add(name);
  const columns = columnsWith(used);
  if (used.has("item_name")) refuseWithoutItem(records);
  return {
    name: "records",
    header: columns.map(({ header }) => header),
    rows: records.values().map((record) => columns.map(({ cell }) => cell(record, criteria))),
  };
}
