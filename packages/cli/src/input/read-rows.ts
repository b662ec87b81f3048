import { extname } from "node:path";
import { readCsvRows } from "./read-csv-rows.ts";
import { readJsonRows } from "./read-json-rows.ts";
import { type OnBytes, UnreadableInput } from "./read-text.ts";

/** One row of an input file: the value of a column as text, or nothing where it is empty. */
export interface Row {
  /** The line on which the row starts, counted from 1. */
  readonly line: number;
  /** Gives the value of a column; undefined when the row has none. */
  value(column: string): string | undefined;
}

/** Rows in the order of the file, handed over in pieces. */
export interface Rows {
  /** The columns of the file where all rows share them: a CSV header. */
  readonly columns?: readonly string[];
  /** The next rows. */
  readonly rows: readonly Row[];
}

const JSON_EXTENSIONS = new Set([".jsonl", ".ndjson"]);
const OTHER_FORMATS = new Set([".xlsx", ".xls", ".json", ".parquet", ".gz", ".zip"]);

/**
 * Streams the rows of a usage file: JSON Lines for `.jsonl` and `.ndjson`, CSV otherwise.
 *
 * @param file - The file's path.
 * @param onBytes - Is told of every piece that was read.
 * @returns Rows piece by piece, in bounded memory.
 * @throws {@link UnreadableInput} When the file cannot be read whole; the problem says where and why.
 */
export function readRows(file: string, onBytes?: OnBytes): AsyncGenerator<Rows> {
  const extension = extname(file).toLowerCase();
  if (OTHER_FORMATS.has(extension)) {
    const message = `files of type ${extension} are not read`;
    const fix = "Give a CSV file, or JSON Lines named .jsonl.";
    throw new UnreadableInput({ file, rule: "unknown-format", message, fix });
  }
  return JSON_EXTENSIONS.has(extension) ? readJsonRows(file, onBytes) : readCsvRows(file, onBytes);
}
