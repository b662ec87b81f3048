import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import { requiredColumns } from "./columns.ts";
import { writeTextWorkbook } from "./write-text-workbook.ts";

/**
 * Writes the empty workbook that vendors fill in.
 *
 * @param product - The product.
 * @returns XLSX bytes.
 */
export function writeTemplate({ schema }: ConnectProduct): Promise<Uint8Array> {
  return writeTextWorkbook([
    {
      name: "records",
      headers: [...requiredColumns(schema), "record_note", "category_id"],
      rows: [],
    },
    {
      name: "categories",
      headers: ["category_id", "category_name", "category_description"],
      rows: [],
    },
  ]);
}
