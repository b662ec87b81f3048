import { type Instant, type Quantity, UsageBillingError } from "@usage-billing/core";
import { fromNumberCell, fromTimeCell } from "./from-cell.ts";
import type { SheetRow } from "./sheet-reader.ts";
import { idOf } from "./usage-layout.ts";

/** A row of usage in a file that the platform gives out: a processed file, a chunk, an uploaded file. */
export interface UsageRow {
  /** Its number in the sheet, counted from 1. */
  readonly row: number;
  /** The vendor's record id. */
  readonly recordId?: string;
  /** The vendor's note. */
  readonly note?: string;
  /** By which property the item is named, for example `item.mpn`. */
  readonly itemCriterion?: string;
  /** The item. */
  readonly item?: string;
  /** By which property the subscription is named, for example `asset.id`. */
  readonly assetCriterion?: string;
  /** The subscription. */
  readonly asset?: string;
  /** How much was used. */
  readonly quantity?: Quantity;
  /** The money for it, in the currency of the file. */
  readonly amount?: Quantity;
  /** Whom the amount is for: 0 is the customer. */
  readonly tier?: number;
  /** When the usage began, UTC. */
  readonly start?: Instant;
  /** The end as the file says it, UTC: the last second, or the first one after; both are in use. */
  readonly end?: Instant;
  /** The category. */
  readonly category?: string;
  /** The distributor's id of the charge. */
  readonly billingId?: string;
  /** The distributor's note on the charge. */
  readonly billingNote?: string;
  /** Columns of the vendor (`v.…`) and of the distributor (`p.…`), by header. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Headers of cells that hold something else than their column asks for; the texts are in `values`. */
  readonly unreadable: readonly string[];
  /** The texts of all cells by header. */
  readonly values: ReadonlyMap<string, string>;
  /** The platform's words on single cells, by header. */
  readonly comments: ReadonlyMap<string, string>;
}

type Field =
  | "note"
  | "itemCriterion"
  | "item"
  | "assetCriterion"
  | "asset"
  | "quantity"
  | "amount"
  | "tier"
  | "start"
  | "end"
  | "category"
  | "billingId"
  | "billingNote";
type Read = (text: string) => string | number | Quantity | undefined;

const toText: Read = (text) => text;
const TIER = /^\d{1,10}(?:\.0+)?$/;

function toTier(text: string): number | undefined {
  return TIER.test(text) ? Number(text) : undefined;
}

const COLUMNS: readonly (readonly [field: Field, header: string, read: Read])[] = [
  ["note", "record_note", toText],
  ["itemCriterion", "item_search_criteria", toText],
  ["item", "item_search_value", toText],
  ["assetCriterion", "asset_search_criteria", toText],
  ["asset", "asset_search_value", toText],
  ["quantity", "quantity", fromNumberCell],
  ["amount", "amount", fromNumberCell],
  ["tier", "tier", toTier],
  ["start", "start_time_utc", fromTimeCell],
  ["end", "end_time_utc", fromTimeCell],
  ["category", "category_id", toText],
  ["billingId", "external_billing_id", toText],
  ["billingNote", "external_billing_note", toText],
];

const PARAMETER = /^[vp]\./;

function tryRead(read: Read, text: string): ReturnType<Read> {
  try {
    return read(text);
  } catch (error) {
    if (UsageBillingError.isInstance(error)) return undefined;
    throw error;
  }
}

/**
 * Reads a row of usage. What cannot be read is named, not thrown: a processed file exists because
 * some cells of it are wrong.
 *
 * @param row - The row by headers.
 * @returns What it says; a cell that is empty gives no member.
 */
export function fromUsageRow({ number, values, comments }: SheetRow): UsageRow {
  const unreadable: string[] = [];
  const fields: Partial<Record<Field, unknown>> = {};
  for (const [field, header, read] of COLUMNS) {
    const text = values.get(header)?.trim() ?? "";
    if (text === "") continue;
    const value = tryRead(read, text);
    if (value === undefined) unreadable.push(header);
    else fields[field] = value;
  }
  const recordId = idOf(values);
  const parameters = new Map([...values].filter(([header]) => PARAMETER.test(header)));
  return {
    row: number,
    ...(recordId !== undefined && { recordId }),
    ...(fields as Pick<UsageRow, Field>),
    parameters,
    unreadable,
    values,
    comments,
  };
}
