import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { writeXlsxStream } from "hucre/xlsx";
import { HEADER, rowsOf } from "../sheet-rows.ts";

function* plainRows(rows: number): Generator<(string | number)[]> {
  for (const cells of rowsOf(rows)) {
    yield cells.map((cell) => (typeof cell === "string" ? cell : Number(cell.number)));
  }
}

/**
 * Writes rows by hucre's streaming writer.
 *
 * @param rows - How many.
 * @param file - Where to.
 */
export async function run(rows: number, file: string): Promise<void> {
  const columns = HEADER.map((header) => ({ header }));
  const bytes = writeXlsxStream(plainRows(rows), { name: "records", columns });
  await pipeline(bytes, createWriteStream(file));
}
