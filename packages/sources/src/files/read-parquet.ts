import { queryRows } from "../duckdb/query-rows.ts";
import { quoteText } from "../duckdb/quote.ts";
import { withDuckdb } from "../duckdb/with-duckdb.ts";
import type { RawRows, ReadingContext } from "../reading/raw-rows.ts";

/**
 * Streams the rows of a Parquet file.
 *
 * @param file - The file's path.
 * @param context - Needed columns and the signal.
 * @returns Rows piece by piece; their lines are the numbers of the rows.
 * @throws {@link UnreadableInput} When the file is cut off, or a needed column holds inexact numbers.
 */
export async function* readParquet(file: string, context: ReadingContext): AsyncGenerator<RawRows> {
  yield* withDuckdb(
    { signal: context.signal, purpose: `Parquet files such as ${file}` },
    (duckdb) =>
      queryRows(
        duckdb,
        { sql: `SELECT * FROM read_parquet([${quoteText(file)}])`, name: file },
        context,
      ),
  );
}
