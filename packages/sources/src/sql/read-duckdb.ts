import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { queryRows } from "../duckdb/query-rows.ts";
import { type DuckdbOptions, withDuckdb } from "../duckdb/with-duckdb.ts";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import type { ReadingContext, ReadRaw } from "../reading/raw-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { loadQuery } from "./load-query.ts";

/**
 * Says how the database of a source is opened.
 *
 * @param setup - The source.
 * @param context - The signal.
 * @returns The options.
 * @throws {@link UnreadableInput} When there is no such file.
 */
export function duckdbOptions(
  { source, configuration, environment }: SourceSetup,
  { signal }: Pick<ReadingContext, "signal">,
): DuckdbOptions {
  const options = { signal, purpose: `DuckDB files such as that of source ${source}` };
  const path = configuration.sql?.duckdb ?? ":memory:";
  if (path === ":memory:") return options;
  const file = resolve(environment.folder, path);
  if (existsSync(file)) return { ...options, file };
  const message = "there is no such DuckDB file";
  throw new UnreadableInput({ file, rule: "unreadable-file", message });
}

/**
 * Gets the query of a source ready for DuckDB.
 *
 * @param setup - The source.
 * @param context - The window.
 * @returns The query with its values.
 */
export async function duckdbQuery(
  setup: SourceSetup,
  context: ReadingContext,
): Promise<{ readonly sql: string; readonly values: readonly string[] }> {
  const { text, values } = await loadQuery(setup, context, (number, isTime) =>
    isTime ? `$${number}::TIMESTAMPTZ` : `$${number}`,
  );
  return { sql: text, values };
}

/**
 * Makes what reads a query of a DuckDB file.
 *
 * @param setup - The source.
 * @returns Reads a window.
 */
export function createReadDuckdb(setup: SourceSetup): ReadRaw {
  return async function* read(context) {
    const query = await duckdbQuery(setup, context);
    const name = `query of ${setup.source}`;
    yield* withDuckdb(duckdbOptions(setup, context), (connection) =>
      queryRows(connection, { ...query, name }, context),
    );
  };
}
