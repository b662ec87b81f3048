import type { DuckDBConnection } from "@duckdb/node-api";
import { type RawRows, type ReadingContext, ValueRow } from "../reading/raw-rows.ts";
import { inexactNumber } from "../sql/inexact-number.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { explainDuckdbError } from "./explain-duckdb-error.ts";
import { quoteName } from "./quote.ts";

/** A query of DuckDB. */
export interface DuckdbQuery {
  readonly sql: string;
  /** The file, or what is asked, for messages. */
  readonly name: string;
  /** The values of `$1`, `$2` and so on. */
  readonly values?: readonly string[];
}

/** A column as DuckDB describes it. */
export interface DuckdbColumn {
  readonly name: string;
  /** For example `DECIMAL(18,3)`. */
  readonly type: string;
}

const INEXACT = /^(?:FLOAT|DOUBLE|REAL)$/;
const NESTED = /\[|^(?:STRUCT|MAP|UNION|BLOB|BIT)/;

/**
 * Finds out the columns of a query.
 *
 * @param connection - The database.
 * @param query - The query.
 * @returns Its columns in order.
 */
export async function describeQuery(
  connection: DuckDBConnection,
  { sql, values = [] }: DuckdbQuery,
): Promise<readonly DuckdbColumn[]> {
  const result = await connection.run(`SELECT * FROM (\n${sql}\n) LIMIT 0`, [...values]);
  return result.columnNames().map((name, at) => ({ name, type: String(result.columnType(at)) }));
}

/** Columns as text; inexact and nested ones only matter where something is made of them. */
function selectTexts(
  columns: readonly DuckdbColumn[],
  { name }: DuckdbQuery,
  needed: ReadonlySet<string>,
): string {
  const selected = columns.map((column) => {
    const isInexact = INEXACT.test(column.type);
    if (needed.has(column.name) && isInexact) throw inexactNumber(name, column.name, column.type);
    if (needed.has(column.name) && NESTED.test(column.type)) {
      const message = `holds ${column.type}, of which no text can be made`;
      throw new UnreadableInput({ file: name, column: column.name, rule: "nested-value", message });
    }
    const isLeftOut = isInexact || NESTED.test(column.type);
    return isLeftOut ? "NULL::VARCHAR" : `CAST(${quoteName(column.name)} AS VARCHAR)`;
  });
  return selected.join(", ");
}

/**
 * Streams the rows of a query as text: decimals with all of their digits, times with their offset.
 *
 * @param connection - The database.
 * @param query - The query.
 * @param context - Needed columns and the signal.
 * @returns Rows piece by piece; their lines are the numbers of the rows.
 * @throws {@link UnreadableInput} When the query fails, or a needed column holds inexact numbers.
 */
export async function* queryRows(
  connection: DuckDBConnection,
  query: DuckdbQuery,
  { needed }: Pick<ReadingContext, "needed">,
): AsyncGenerator<RawRows> {
  const { name, sql, values = [] } = query;
  try {
    const described = await describeQuery(connection, query);
    const columns = described.map((column) => column.name);
    const texts = selectTexts(described, query, needed);
    const result = await connection.stream(`SELECT ${texts} FROM (\n${sql}\n)`, [...values]);
    let line = 0;
    for await (const rows of result.yieldRows()) {
      const texts = rows as readonly (readonly (string | null)[])[];
      const cells = texts.map((row) => row.map((value) => value ?? undefined));
      yield {
        file: name,
        columns,
        rows: cells.map((row) => {
          line += 1;
          return new ValueRow(line, columns, row);
        }),
      };
    }
    if (line === 0) yield { file: name, columns, rows: [] };
  } catch (error) {
    throw explainDuckdbError(error, name);
  }
}
