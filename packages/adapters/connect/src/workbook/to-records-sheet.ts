import { formatInstant, type Instant, type Period, type UsageRecord } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";
import { toExactCell } from "./to-exact-cell.ts";
import type { Sheet } from "./write-workbook.ts";

/** Tells by which property a row names its subscription. */
export type AssetCriterionOf = (record: UsageRecord) => string;

/** How rows name what they are for. */
export interface RowCriteria {
  /** For example `asset.id` or `parameter.account_id`. */
  readonly assetCriterionOf: AssetCriterionOf;
  /** For example `item.mpn`. */
  readonly itemCriterion: string;
}

interface Column {
  readonly header: string;
  readonly cell: (record: UsageRecord, criteria: RowCriteria) => Cell;
  /** Whether the column is left out when no record uses it. */
  readonly isOptional?: true;
}

/** `YYYY-MM-DD hh:mm:ss`: neither `T` nor an offset is taken. */
function formatTime(instant: Instant): string {
  return formatInstant(instant).slice(0, 19).replace("T", " ");
}

/** The platform's own samples end a period with its last second, so `[00:00, 24:00)` ends at 23:59:59. */
function lastSecond({ start, end }: Period): Instant {
  return end === start ? end : end - 1000;
}

const emptyAsAbsent = (text: string | undefined): Cell => (text === "" ? undefined : text);

/** In the order of the platform's own converter; it finds columns by header. */
const COLUMNS: readonly Column[] = [
  { header: "record_id", cell: ({ recordId }) => recordId },
  { header: "record_note", cell: (record) => emptyAsAbsent(record.description), isOptional: true },
  { header: "item_search_criteria", cell: (_, { itemCriterion }) => itemCriterion },
  { header: "item_search_value", cell: ({ meter }) => meter },
  { header: "quantity", cell: ({ quantity }) => toExactCell(quantity) },
  { header: "start_time_utc", cell: ({ period }) => formatTime(period.start) },
  { header: "end_time_utc", cell: ({ period }) => formatTime(lastSecond(period)) },
  {
    header: "asset_search_criteria",
    cell: (record, criteria) => criteria.assetCriterionOf(record),
  },
  { header: "asset_search_value", cell: ({ subscription }) => subscription },
  { header: "category_id", cell: ({ category }) => emptyAsAbsent(category), isOptional: true },
  { header: "amount", cell: ({ amount }) => amount && toExactCell(amount), isOptional: true },
  {
    header: "tier",
    cell: ({ tier }) => (tier === undefined ? tier : { number: String(tier) }),
    isOptional: true,
  },
];

/**
 * Makes the sheet `records` of usage records. An optional column is written only when a record
 * uses it: unknown and empty columns may be refused.
 *
 * @param records - The records, in the order of their rows.
 * @param criteria - How rows name subscription and item.
 * @returns The sheet; its rows can be read once.
 */
export function toRecordsSheet(records: readonly UsageRecord[], criteria: RowCriteria): Sheet {
  const isUsed = ({ cell }: Column): boolean =>
    records.some((record) => cell(record, criteria) !== undefined);
  const columns = COLUMNS.filter((column) => column.isOptional !== true || isUsed(column));
  return {
    name: "records",
    header: columns.map(({ header }) => header),
    rows: records.values().map((record) => columns.map(({ cell }) => cell(record, criteria))),
  };
}
