import { formatInstant, type Instant, type Period, type UsageRecord } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";
import { toExactCell } from "./to-exact-cell.ts";

/** Tells by which property a row names its subscription. */
export type AssetCriterionOf = (record: UsageRecord) => string;

/** How rows name what they are for. */
export interface RowCriteria {
  /** For example `asset.id` or `parameter.account_id`. */
  readonly assetCriterionOf: AssetCriterionOf;
  /** For example `item.mpn`. */
  readonly itemCriterion: string;
}

/** The columns of items that are not in the catalogue; a sheet has all four or none. */
export const DYNAMIC_ITEM_COLUMNS = [
  "item_name",
  "item_unit",
  "item_mpn",
  "item_precision",
] as const;

/** A column that a sheet may have: known to the platform, or the vendor's own, which the product demands. */
export type OptionalColumn =
  | "record_note"
  | "category_id"
  | "amount"
  | "tier"
  | (typeof DYNAMIC_ITEM_COLUMNS)[number]
  | `v.${string}`;

/** A column of the sheet `records`. */
export interface RecordColumn {
  /** Its header. */
  readonly header: string;
  /** Makes the cell of a record; nothing when the record has no value. */
  readonly cell: (record: UsageRecord, criteria: RowCriteria) => Cell;
  /** Whether the column is left out when no record uses it. */
  readonly isOptional?: true;
}

const emptyAsAbsent = (text: string | undefined): Cell => (text === "" ? undefined : text);

const attribute =
  (name: string): RecordColumn["cell"] =>
  ({ attributes }) =>
    emptyAsAbsent(attributes?.[name]);

/** Records of a month share a few hundred times, and to format one takes longer than to find it. */
const GREATEST_CACHE = 4096;
const times = new Map<Instant, string>();

/** `YYYY-MM-DD hh:mm:ss`: neither `T` nor an offset is taken. */
function formatTime(instant: Instant): string {
  const known = times.get(instant);
  if (known !== undefined) return known;
  if (times.size >= GREATEST_CACHE) times.clear();
  const text = formatInstant(instant).slice(0, 19).replace("T", " ");
  times.set(instant, text);
  return text;
}

/** The platform's own samples end a period with its last second, so `[00:00, 24:00)` ends at 23:59:59. */
function lastSecond({ start, end }: Period): Instant {
  return end === start ? end : end - 1000;
}

/** In the order of the platform's own converter; it finds columns by header. */
export const RECORD_COLUMNS: readonly RecordColumn[] = [
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
  { header: "item_name", cell: attribute("item_name"), isOptional: true },
  { header: "item_unit", cell: attribute("item_unit"), isOptional: true },
  { header: "item_mpn", cell: attribute("item_mpn"), isOptional: true },
  { header: "item_precision", cell: attribute("item_precision"), isOptional: true },
];

/**
 * Tells which optional columns a record has values for.
 *
 * @param record - The record.
 * @param criteria - How rows name subscription and item.
 * @returns The headers.
 */
export function usedColumns(record: UsageRecord, criteria: RowCriteria): readonly OptionalColumn[] {
  const known = RECORD_COLUMNS.filter(
    ({ isOptional, cell }) => isOptional === true && cell(record, criteria) !== undefined,
  ).map(({ header }) => header);
  const own = Object.entries(record.attributes ?? {})
    .filter(([name, value]) => name.startsWith("v.") && value !== "")
    .map(([name]) => name);
  return [...known, ...own] as OptionalColumn[];
}

/**
 * Makes the columns of a sheet.
 *
 * @param optional - Which optional columns it has, in any order.
 * @returns The columns: the required and the optional ones in the platform's order, then the
 * vendor's own by name.
 */
export function columnsWith(optional: ReadonlySet<string>): readonly RecordColumn[] {
  const own = [...optional].filter((header) => header.startsWith("v.")).sort();
  return [
    ...RECORD_COLUMNS.filter(({ header, isOptional }) => !isOptional || optional.has(header)),
    ...own.map((header): RecordColumn => ({ header, cell: attribute(header) })),
  ];
}
