import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { refuse } from "../connect-error.ts";
import { isKnownColumn, requiredColumns } from "./columns.ts";
import { listSheets, readSheet } from "./read-sheet.ts";
import { type Category, cellText, type SheetRow, type UsageWorkbook } from "./usage-workbook.ts";

async function readSafely<Read>(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch {
    return refuse("usage_file: the file is not a workbook in XLSX format.");
  }
}

function checkHeaders(headers: readonly string[], product: ConnectProduct): void {
  const missing = requiredColumns(product.schema).filter((header) => !headers.includes(header));
  const unknown = headers.filter((header) => !isKnownColumn(header));
  const repeated = headers.filter((header, index) => headers.indexOf(header) !== index);
  const errors = [
    ...missing.map((header) => `usage_file: the column ${header} is missing.`),
    ...unknown.map((header) => `usage_file: the column ${header} is unknown.`),
    ...repeated.map((header) => `usage_file: the column ${header} is there twice.`),
  ];
  if (errors.length > 0) refuse(...errors);
}

function toCategory(row: SheetRow): Category {
  return {
    id: cellText(row, "category_id"),
    name: cellText(row, "category_name"),
    description: cellText(row, "category_description"),
  };
}

/**
 * Reads an uploaded workbook as far as the platform does at once: sheets and headers.
 *
 * @param bytes - The XLSX file.
 * @param product - The product that it reports for.
 * @returns The rows, not yet checked.
 * @throws {@link Refusal} 400 when the workbook, its sheet `records` or its headers are wrong.
 */
export async function readUsageWorkbook(
  bytes: Uint8Array,
  product: ConnectProduct,
): Promise<UsageWorkbook> {
  const sheets = await readSafely(() => listSheets(bytes));
  if (!sheets.includes("records")) refuse("usage_file: the sheet records is missing.");
  const { headers, rows } = await readSafely(() => readSheet(bytes, "records"));
  checkHeaders(headers, product);
  if (rows.length === 0) refuse("usage_file: the sheet records has no rows.");
  const categories = sheets.includes("categories")
    ? await readSafely(() => readSheet(bytes, "categories"))
    : { rows: [] };
  return { bytes, headers, rows, categories: categories.rows.map(toCategory) };
}
