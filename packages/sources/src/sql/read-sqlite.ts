import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { redactSecrets } from "@usage-billing/core";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import { type RawRows, type ReadingContext, type ReadRaw, ValueRow } from "../reading/raw-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { inexactNumber } from "./inexact-number.ts";
import { loadQuery } from "./load-query.ts";

const PIECE = 1_000;
const UNAVAILABLE = /locked|busy/i;

type Value = string | number | bigint | Uint8Array | null;

function toText(
  value: Value,
  place: { readonly name: string; readonly column: string; readonly isNeeded: boolean },
): string | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && place.isNeeded) {
    throw inexactNumber(place.name, place.column, "REAL");
  }
  return undefined;
}

function failed(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableInput) return error;
  const words = redactSecrets(error.message);
  const rule = UNAVAILABLE.test(words) ? "unavailable" : "query-failed";
  const problem = { file: name, rule, message: `SQLite says: ${words}` };
  return new UnreadableInput(problem, { cause: error });
}

async function* query(
  file: string,
  { text, values }: { readonly text: string; readonly values: readonly string[] },
  { name, needed }: { readonly name: string; readonly needed: ReadonlySet<string> },
): AsyncGenerator<RawRows> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const statement = database.prepare(text);
    statement.setReadBigInts(true);
    const columns = statement.columns().map((column) => column.name);
    const places = columns.map((column) => ({ name, column, isNeeded: needed.has(column) }));
    let rows: ValueRow[] = [];
    let line = 0;
    for (const row of statement.iterate(...values)) {
      line += 1;
      const cells = places.map((place) => toText(row[place.column] as Value, place));
      rows.push(new ValueRow(line, columns, cells));
      if (rows.length < PIECE) continue;
      yield { file: name, columns, rows };
      rows = [];
      await setImmediate();
    }
    yield { file: name, columns, rows };
  } finally {
    database.close();
  }
}

/**
 * Makes what reads a query of an SQLite file, which is opened to be read only.
 *
 * @param setup - The source.
 * @returns Reads a window. Whole numbers and text are exact; REAL numbers are refused where they are needed.
 */
export function createReadSqlite(setup: SourceSetup): ReadRaw {
  return async function* read(context: ReadingContext) {
    const file = resolve(setup.environment.folder, setup.configuration.sql?.sqlite ?? "");
    if (!existsSync(file)) {
      const message = "there is no such SQLite file";
      throw new UnreadableInput({ file, rule: "unreadable-file", message });
    }
    const bound = await loadQuery(setup, context, () => "?");
    const name = `query of ${setup.source}`;
    try {
      yield* query(file, bound, { name, needed: context.needed });
    } catch (error) {
      throw failed(error, name);
    }
  };
}
