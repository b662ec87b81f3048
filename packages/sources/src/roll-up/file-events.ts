import { open } from "node:fs/promises";
import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { describeQuery } from "../duckdb/query-rows.ts";
import { quoteName, quoteText } from "../duckdb/quote.ts";
import type { MatchedFile } from "../files/match-files.ts";
import { compareColumns } from "../reading/column-watch.ts";
import { readRows } from "../text/read-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";

/** A file that DuckDB reads itself, with its columns. */
export interface EventFile extends MatchedFile {
  readonly columns: readonly string[];
}

const DUCKDB_READS = new Set([".csv", ".parquet"]);
const LINE_FEED = 0x0a;

/**
 * Tells whether DuckDB reads files of a kind without losing digits.
 *
 * @param file - The file's path.
 * @returns False for JSON Lines, whose numbers it would read as binary floats.
 */
export function isReadByDuckdb({ file }: MatchedFile): boolean {
  return DUCKDB_READS.has(extname(file).toLowerCase()) && !/[*?[\]]/.test(file);
}

function isParquet({ file }: MatchedFile): boolean {
  return extname(file).toLowerCase() === ".parquet";
}

async function requireLineEnd({ file, bytes }: MatchedFile): Promise<void> {
  if (bytes === 0) return;
  const handle = await open(file);
  try {
    const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: bytes - 1 });
    if (buffer[0] === LINE_FEED) return;
  } finally {
    await handle.close();
  }
  const message = "the last line has no line end, so the file may have been cut off within a value";
  const fix = "Wait until the file is written whole, and end its last line with a line feed.";
  throw new UnreadableInput({ file, rule: "cut-off", message, fix });
}

/** The header of a CSV file, by the reader that all usage files go through. */
async function readHeader({ file }: MatchedFile): Promise<readonly string[]> {
  for await (const { columns } of readRows(file)) if (columns !== undefined) return columns;
  const message = "holds no header line";
  throw new UnreadableInput({ file, rule: "empty-file", message });
}

/**
 * Looks at a file before its events are rolled up.
 *
 * @param connection - The database.
 * @param found - The file.
 * @returns The file with its columns.
 * @throws {@link UnreadableInput} When it is cut off or has no header.
 */
export async function lookAtFile(
  connection: DuckDBConnection,
  found: MatchedFile,
): Promise<EventFile> {
  if (!isParquet(found)) {
    await requireLineEnd(found);
    return { ...found, columns: await readHeader(found) };
  }
  const sql = `SELECT * FROM read_parquet([${quoteText(found.file)}])`;
  const columns = await describeQuery(connection, { sql, name: found.file });
  return { ...found, columns: columns.map(({ name }) => name) };
}

function csvSql(files: readonly EventFile[], columns: readonly string[]): string {
  const list = files.map(({ file }) => quoteText(file)).join(", ");
  const types = columns.map((column) => `${quoteText(column)}: 'VARCHAR'`).join(", ");
  return `read_csv([${list}], columns = {${types}}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', filename = true)`;
}

function relationOf(files: readonly EventFile[]): string {
  const [first] = files;
  if (first === undefined || !isParquet(first)) return csvSql(files, first?.columns ?? []);
  const list = files.map(({ file }) => quoteText(file)).join(", ");
  return `read_parquet([${list}], filename = true, file_row_number = true)`;
}

function selectSql(files: readonly EventFile[], columns: readonly string[]): string {
  const [first] = files;
  const isRow = first !== undefined && isParquet(first);
  const line = isRow ? "file_row_number + 1" : "NULL";
  const selected = [...columns.map(quoteName), "filename AS usage_file", `${line} AS usage_line`];
  return `SELECT ${selected.join(", ")} FROM ${relationOf(files)}`;
}

/**
 * Writes SQL of the events of files.
 *
 * @param files - The files, all with the same columns in whatever order.
 * @returns SQL with the columns of the files, `usage_file` and, for Parquet, `usage_line`.
 */
export function fileEventsSql(files: readonly EventFile[]): string {
  const groups = new Map<string, EventFile[]>();
  for (const file of files) {
    const key = JSON.stringify([isParquet(file), file.columns]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  const columns = files[0]?.columns ?? [];
  return [...groups.values()].map((group) => selectSql(group, columns)).join(" UNION ALL ");
}

/**
 * Makes sure that all files have the same columns.
 *
 * @param source - The source's name.
 * @param files - The files.
 * @throws {@link UnreadableInput} When one has others than the first.
 */
export function requireSameColumns(source: string, files: readonly EventFile[]): void {
  const [first] = files;
  for (const { file, columns } of files) {
    const change = compareColumns(first?.columns ?? [], columns);
    if (change === undefined) continue;
    const { added, removed } = change;
    const words = [
      ...(added.length > 0 ? [`has ${added.join(", ")} more`] : []),
      ...(removed.length > 0 ? [`lacks ${removed.join(", ")}`] : []),
    ].join(" and ");
    const message = `${words}, compared with ${first?.file}`;
    const fix = `Give all files of source ${source} the same columns.`;
    throw new UnreadableInput({ file, rule: "changed-columns", message, fix });
  }
}
