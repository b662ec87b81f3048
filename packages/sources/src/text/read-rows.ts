import { extname } from "node:path";
import { readCsvRows } from "./read-csv-rows.ts";
import { readJsonRows } from "./read-json-rows.ts";
import type { OnBytes } from "./read-text.ts";
import { UnreadableInput } from "./unreadable-input.ts";

/** One row of an input file: the value of a column as text, or nothing where it is empty. */
export interface Row {
  /** The line on which the row starts, counted from 1. */
  readonly line: number;
  /** The columns that the row has, also those without a value. */
  readonly columns: readonly string[];
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

/** How rows are read. */
export interface ReadRowsOptions {
  /** Is told of every piece that was read. */
  readonly onBytes?: OnBytes;
  /** Whether a CSV file must end with a line end, so that a value that is cut off is noticed. */
  readonly requireLineEnd?: boolean;
}

const JSON_EXTENSIONS = new Set([".jsonl", ".ndjson"]);
const OTHER_FORMATS = new Set([".xlsx", ".xls", ".json", ".parquet", ".gz", ".zip"]);

/**
 * Streams the rows of a usage file: JSON Lines for `.jsonl` and `.ndjson`, CSV otherwise.
 *
 * @param file - The file's path.
 * @param options - Who is told of bytes, and whether the last line may lack its end.
 * @returns Rows piece by piece, in bounded memory.
 * @throws {@link UnreadableInput} When the file cannot be read whole; the problem says where and why.
 */
export function readRows(file: string, options: ReadRowsOptions = {}): AsyncGenerator<Rows> {
  const extension = extname(file).toLowerCase();
  if (OTHER_FORMATS.has(extension)) {
    const message = `files of type ${extension} are not read`;
    const fix = "Give a CSV file, or JSON Lines named .jsonl.";
    throw new UnreadableInput({ file, rule: "unknown-format", message, fix });
  }
  return JSON_EXTENSIONS.has(extension)
    ? readJsonRows(file, options.onBytes)
    : readCsvRows(file, options);
}
