import excel from "exceljs";

/**
 * Reads rows by exceljs's streaming reader.
 *
 * @param rows - How many there are.
 * @param file - What to read.
 */
export async function run(rows: number, file: string): Promise<void> {
  let read = 0;
  for await (const sheet of new excel.stream.xlsx.WorkbookReader(file, {})) {
    for await (const row of sheet) if (row.getCell(16).value === "decimal(4)") read += 1;
  }
  if (read !== rows) throw new Error(`${read} rows of ${rows} were read`);
}
