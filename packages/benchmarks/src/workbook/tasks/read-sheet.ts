import { readFile } from "node:fs/promises";
import { openWorkbook } from "@usage-billing/connect";

/**
 * Reads rows by our reader.
 *
 * @param rows - How many there are.
 * @param file - What to read.
 */
export async function run(rows: number, file: string): Promise<void> {
  let read = 0;
  for await (const { values } of openWorkbook(await readFile(file)).streamRows("records")) {
    if (values.get("item_precision") === "decimal(4)") read += 1;
  }
  if (read !== rows) throw new Error(`${read} rows of ${rows} were read`);
}
