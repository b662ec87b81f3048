import type { UsageRecord } from "@usage-billing/core";
import type { OptionalColumn, RowCriteria } from "./record-columns.ts";
import type { ReportingSchemaId } from "./reporting-schema.ts";

/** How usage records become workbooks. */
export interface UsageWorkbookOptions extends RowCriteria {
  /** The product's reporting schema; it decides on the columns `amount` and `tier`. */
  readonly schema: ReportingSchemaId;
  /** Which further columns there are; a record with a value for another one is refused. */
  readonly columns?: readonly Exclude<OptionalColumn, "amount" | "tier" | `item_${string}`>[];
  /** Whether every record brings an item that is not in the catalogue; adds the four columns of it. */
  readonly hasDynamicItems?: boolean;
  /** What the records of one file share, for example product, contract, currency and month. Default: one file. */
  readonly fileKeyOf?: (record: UsageRecord) => string;
  /** The greatest size of a workbook, in bytes. Default: 50,000,000. */
  readonly maximumBytes?: number;
  /** The greatest number of records in a workbook. Default and most: 1,048,575. */
  readonly maximumRecords?: number;
}

/** The platform's tools take 50 MB. */
export const MAXIMUM_BYTES = 50_000_000;
/** What a sheet holds below its headers. */
export const MAXIMUM_RECORDS = 1_048_575;
