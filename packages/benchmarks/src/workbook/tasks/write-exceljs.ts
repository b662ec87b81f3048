import excel from "exceljs";
import { HEADER, rowsOf } from "../sheet-rows.ts";

/**
 * Writes rows by exceljs's streaming writer.
 *
 * @param rows - How many.
 * @param file - Where to.
 */
export async function run(rows: number, file: string): Promise<void> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: file });
  const sheet = workbook.addWorksheet("records");
  sheet.addRow([...HEADER]).commit();
  for (const cells of rowsOf(rows)) {
    const values = cells.map((cell) => (typeof cell === "string" ? cell : Number(cell.number)));
    sheet.addRow(values).commit();
  }
  await workbook.commit();
}
