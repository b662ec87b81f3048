import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { streamWorkbook } from "@usage-billing/connect";
import { HEADER, rowsOf } from "../sheet-rows.ts";

/**
 * Writes rows by our writer.
 *
 * @param rows - How many.
 * @param file - Where to.
 */
export async function run(rows: number, file: string): Promise<void> {
  const sheet = { name: "records", header: HEADER, rows: rowsOf(rows) };
  await pipeline(streamWorkbook([sheet]), createWriteStream(file));
}
