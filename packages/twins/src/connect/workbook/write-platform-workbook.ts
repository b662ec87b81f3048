import { type Cell, type CellValue, writeXlsx } from "hucre/xlsx";
import { parties } from "../files/parties.ts";
import type { UsageFile } from "../files/usage-file.ts";

const edge = { style: "medium", color: { rgb: "FFFF0000" } } as const;
const redOutline = { border: { top: edge, right: edge, bottom: edge, left: edge } };

/** A cell with the platform's complaint about it. */
export interface MarkedCell {
  /** The row's place below the headers, counted from 0. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** The sheet `records` of a workbook that the platform makes. */
export interface RecordsSheet {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly marks?: readonly MarkedCell[];
  /** More lines of the sheet `general`. */
  readonly general?: readonly (readonly [id: string, value: string])[];
}

/**
 * Marks cells with a red outline, and the reason in a comment.
 *
 * @param sheet - Its headers and what is wrong; a column that is not there stands for the first.
 * @returns The cells by their places.
 */
export function toMarkedCells({
  headers,
  marks = [],
}: Pick<RecordsSheet, "headers" | "marks">): Map<string, Partial<Cell>> {
  return new Map(
    marks.map(({ row, column, value, reason }) => {
      const place = Math.max(headers.indexOf(column), 0);
      const comment = { author: "Connect", text: reason };
      return [`${row + 1},${place}`, { value, comment, style: redOutline }] as const;
    }),
  );
}

function toGeneralRows(file: UsageFile, more: RecordsSheet["general"] = []): CellValue[][] {
  const { id, name, product, contract, records, tally, currency, period } = file;
  const rows: readonly (readonly [string, string])[] = [
    ["attribute_id", "attribute_value"],
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
  const headers = ["category_id", "category_name", "category_description"];
  return writeXlsx({
    sheets: [
      { name: "general", rows: toGeneralRows(file, records.general) },
      { name: "categories", rows: [headers, ...categories] },
      {
        name: "records",
        rows: [[...records.headers], ...(records.rows as CellValue[][])],
        cells: toMarkedCells(records),
      },
    ],
  });
}
