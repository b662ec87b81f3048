import { parties } from "../files/parties.ts";
import type { UsageFile } from "../files/usage-file.ts";
import type { MarkedCell } from "./sheet-texts.ts";
import { writeTextWorkbook } from "./write-text-workbook.ts";

/** The sheet `records` of a workbook that the platform makes. */
export interface RecordsSheet {
  readonly headers: readonly string[];
  readonly rows: Iterable<readonly string[]>;
  readonly marks?: readonly MarkedCell[];
  /** More lines of the sheet `general`. */
  readonly general?: readonly (readonly [id: string, value: string])[];
}

function toGeneralRows(file: UsageFile, more: RecordsSheet["general"] = []): readonly string[][] {
  const { id, name, product, contract, records, tally, currency, period } = file;
  const rows: readonly (readonly [string, string])[] = [
    ["report_name", name],
    ["report_id", id],
    ["status", file.status],
    ["report_start_time_utc", period === null ? "" : `${period.from} 00:00:00`],
    ["report_end_time_utc", period === null ? "" : `${period.to} 23:59:59`],
    ["valid_records", String(records.length - tally.invalid)],
    ["invalid_records", String(tally.invalid)],
    ["usage_schema", product.schema],
    ...(product.schema === "QT" || currency === null ? [] : ([["currency", currency]] as const)),
    ["product_id", product.id],
    ["product_name", product.name ?? product.id],
    ["marketplace_id", parties.marketplace.id],
    ["marketplace_name", parties.marketplace.name],
    ["vendor_account_id", parties.vendor.id],
    ["vendor_account_name", parties.vendor.name],
    ["distributor_account_id", parties.provider.id],
    ["distributor_account_name", parties.provider.name],
    ["distribution_contract_id", contract.id],
    ["distribution_contract_name", contract.name ?? contract.id],
    ...more,
  ];
  return rows.map((row) => [...row]);
}

/**
 * Writes a workbook as the platform makes them.
 *
 * @param file - The usage file that it is of.
 * @param records - The sheet `records`.
 * @returns XLSX bytes with the sheets `general`, `categories` and `records`.
 */
export function writePlatformWorkbook(file: UsageFile, records: RecordsSheet): Promise<Uint8Array> {
  const categories = (file.workbook?.categories ?? []).map((category) => [
    category.id,
    category.name,
    category.description,
  ]);
  return writeTextWorkbook([
    {
      name: "general",
      headers: ["attribute_id", "attribute_value"],
      rows: toGeneralRows(file, records.general),
    },
    {
      name: "categories",
      headers: ["category_id", "category_name", "category_description"],
      rows: categories,
    },
    { name: "records", headers: records.headers, rows: records.rows, marks: records.marks ?? [] },
  ]);
}
