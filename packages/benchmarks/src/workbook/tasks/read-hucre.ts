import { readFile } from "node:fs/promises";
import { streamXlsxRows } from "hucre/xlsx";

/**
 * Reads rows by hucre's streaming reader.
 *
 * @param rows - How many there are.
 * @param file - What to read.
 */
export async function run(rows: number, file: string): Promise<void> {
  let read = 0;
  for await (const { values } of streamXlsxRows(await readFile(file))) {
    if (values[15] === "decimal(4)") read += 1;
  }
  if (read !== rows) throw new Error(`${read} rows of ${rows} were read`);
}
