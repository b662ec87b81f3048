import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../duckdb/quote.ts";
import { ColumnWatch } from "../reading/column-watch.ts";
import type { ReadingContext, ReadRaw } from "../reading/raw-rows.ts";
import type { Row } from "../text/read-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";

type Appender = Awaited<ReturnType<DuckDBConnection["createAppender"]>>;

const FLUSH_EVERY = 100_000;

function append(appender: Appender, row: Row, cells: readonly (string | undefined)[]): void {
  for (const cell of cells) {
    if (cell === undefined) appender.appendNull();
    else appender.appendVarchar(cell);
  }
  appender.appendBigInt(BigInt(row.line));
  appender.endRow();
}

/** Where events of sources go that DuckDB does not read itself. */
export interface Collected {
  /** SQL of the events. */
  readonly sql: string;
  /** All columns that the source had. */
  readonly columns: readonly string[];
}

/**
 * Puts the rows of a source into a table of DuckDB, text as it is.
 *
 * @param connection - The database.
 * @param read - Reads the source.
 * @param options - The source's name, the columns that are needed, and the window.
 * @returns The table; the columns that are needed and were there are in it.
 */
export async function collectEvents(
  connection: DuckDBConnection,
  read: ReadRaw,
  options: {
    readonly source: string;
    readonly needed: readonly string[];
    readonly context: ReadingContext;
  },
): Promise<Collected> {
  const { source, needed, context } = options;
  const watch = new ColumnWatch(source, undefined);
  const fields = needed.map((column) => `${quoteName(column)} VARCHAR`).join(", ");
  await connection.run(
    `CREATE TABLE usage_events (${fields}, usage_file VARCHAR, usage_line BIGINT)`,
  );
  const appender = await connection.createAppender("usage_events");
  let pending = 0;
  for await (const piece of read({ ...context, needed: new Set(needed) })) {
    context.signal.throwIfAborted();
    watch.look(piece);
    for (const row of piece.rows) {
      const cells = needed.map((column) => row.value(column));
      append(appender, row, [...cells, piece.file]);
    }
    pending += piece.rows.length;
    if (pending < FLUSH_EVERY) continue;
    appender.flushSync();
    pending = 0;
  }
  appender.closeSync();
  const present = needed.filter((column) => watch.columns.includes(column));
  if (watch.columns.length === 0) return { sql: "", columns: [] };
  if (present.length === 0) {
    const message = `has none of the columns ${needed.join(", ")}; it has ${watch.columns.join(", ")}`;
    throw new UnreadableInput({ file: `source ${source}`, rule: "missing-column", message });
  }
  const selected = [...present, "usage_file", "usage_line"].map(quoteName).join(", ");
  return { sql: `SELECT ${selected} FROM usage_events`, columns: watch.columns };
}
