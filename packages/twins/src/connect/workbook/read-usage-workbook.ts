import { readXlsx, type Sheet } from "hucre/xlsx";
import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { refuse } from "../connect-error.ts";
import { isKnownColumn, requiredColumns } from "./columns.ts";
import { toSheetCell } from "./to-sheet-cell.ts";
import { type Category, cellText, type SheetRow, type UsageWorkbook } from "./usage-workbook.ts";

async function readSheets(bytes: Uint8Array): Promise<readonly Sheet[]> {
  try {
    return (await readXlsx(bytes)).sheets;
  } catch {
    return refuse("usage_file: the file is not a workbook in XLSX format.");
  }
}

interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** Columns are found by header, never by position. */
function toTable(sheet: Sheet): Table {
  const [first = [], ...others] = sheet.rows;
  const headers = first.map((value) => toSheetCell(value).text);
  const rows = others
    .map((values, index): SheetRow => {
      const cells = headers.map((header, column) => [header, toSheetCell(values[column])] as const);
      return { line: index + 2, cells: new Map(cells.filter(([header]) => header !== "")) };
    })
    .filter(({ cells }) => cells.values().some(({ text }) => text !== ""));
  return { headers: headers.filter((header) => header !== ""), rows };
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
  const sheets = await readSheets(bytes);
  const records = sheets.find(({ name }) => name === "records");
  if (records === undefined) return refuse("usage_file: the sheet records is missing.");
  const { headers, rows } = toTable(records);
  checkHeaders(headers, product);
  if (rows.length === 0) refuse("usage_file: the sheet records has no rows.");
  const categories = sheets.find(({ name }) => name === "categories");
  return {
    bytes,
    headers,
    rows,
    categories: categories === undefined ? [] : toTable(categories).rows.map(toCategory),
  };
}
