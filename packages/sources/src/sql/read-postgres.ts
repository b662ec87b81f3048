import { MissingConfigurationError, redactSecrets } from "@usage-billing/core";
import type { FieldDef, Client as PostgresClient } from "pg";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import { type RawRows, type ReadingContext, type ReadRaw, ValueRow } from "../reading/raw-rows.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { inexactNumber } from "./inexact-number.ts";
import { loadQuery } from "./load-query.ts";

const PIECE = 5_000;
const CONNECT_TIMEOUT = 10_000;
/** The types real and double precision, by their numbers in PostgreSQL's catalogue. */
const INEXACT: Readonly<Record<number, string>> = { 700: "real", 701: "double precision" };
/** SQLSTATE classes of a mistake in the query or its data; the same query would fail again. */
const OWN_FAULT = /^(?:0A|22|25|42)/;

type Cells = readonly (string | null)[];

/** Every value stays the text that the server wrote, so that no decimal passes through a float. */
const asText = { getTypeParser: () => (text: string | Buffer) => String(text) };

function connectionString({ source, configuration, environment }: SourceSetup): string {
  const variable = configuration.sql?.postgres ?? "";
  const value = environment.variables[variable]?.trim();
  if (value !== undefined && value !== "") return value;
  throw new MissingConfigurationError(
    `source ${source}: the environment variable ${variable} with the connection string is not set`,
  );
}

function passwordOf(url: string): readonly string[] {
  const password = URL.canParse(url) ? decodeURIComponent(new URL(url).password) : "";
  return password === "" ? [url] : [url, password];
}

function failed(error: unknown, name: string, url: string): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableInput) return error;
  const { code } = error as { readonly code?: string };
  const isOwnFault = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && OWN_FAULT.test(code);
  const words = redactSecrets(error.message || (code ?? "the connection failed"), passwordOf(url));
  const rule = isOwnFault ? "query-failed" : "unavailable";
  const problem = { file: name, rule, message: `PostgreSQL says: ${words}` };
  return new UnreadableInput(problem, { cause: error });
}

function cellsOf(row: Cells, fields: readonly FieldDef[]): readonly (string | undefined)[] {
  return row.map((value, at) => {
    const isInexact = (fields[at]?.dataTypeID ?? 0) in INEXACT;
    return isInexact ? undefined : (value ?? undefined);
  });
}

function refuseInexact(fields: readonly FieldDef[], name: string, needed: ReadonlySet<string>) {
  for (const { name: column, dataTypeID } of fields) {
    const type = INEXACT[dataTypeID];
    if (type !== undefined && needed.has(column)) throw inexactNumber(name, column, type);
  }
}

async function* fetchRows(
  client: PostgresClient,
  { name, needed }: { readonly name: string; readonly needed: ReadonlySet<string> },
): AsyncGenerator<RawRows> {
  let columns: readonly string[] | undefined;
  let line = 0;
  for (;;) {
    const query = {
      text: `FETCH ${PIECE} FROM usage_rows`,
      rowMode: "array",
      types: asText,
    } as const;
    const { rows, fields } = await client.query<string[]>(query);
    columns ??= fields.map((field) => field.name);
    refuseInexact(fields, name, needed);
    const names = columns;
    yield {
      file: name,
      columns: names,
      rows: rows.map((row) => {
        line += 1;
        return new ValueRow(line, names, cellsOf(row, fields));
      }),
    };
    if (rows.length < PIECE) return;
  }
}

async function connect(url: string, zone: string): Promise<PostgresClient> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: "usage-billing sources",
  });
  // A connection that is lost between two queries is found out by the next.
  client.on("error", () => {});
  await client.connect();
  await client.query("SET datestyle = 'ISO, YMD'");
  await client.query("SELECT set_config('TimeZone', $1, false)", [zone]);
  return client;
}

/**
 * Makes what reads a query of PostgreSQL, in one read-only transaction.
 *
 * @param setup - The source.
 * @returns Reads a window. The session's time zone is that of the source, so that times without a zone compare as meant.
 */
export function createReadPostgres(setup: SourceSetup): ReadRaw {
  return async function* read(context: ReadingContext) {
    const url = connectionString(setup);
    const { text, values } = await loadQuery(setup, context, (number, isTime) =>
      isTime ? `$${number}::timestamptz` : `$${number}`,
    );
    const name = `query of ${setup.source}`;
    let client: PostgresClient | undefined;
    const hangUp = () => void client?.end().catch(() => {});
    try {
      client = await connect(url, context.zone);
      context.signal.addEventListener("abort", hangUp);
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(`DECLARE usage_rows NO SCROLL CURSOR FOR ${text}`, [...values]);
      yield* fetchRows(client, { name, needed: context.needed });
    } catch (error) {
      throw failed(error, name, url);
    } finally {
      context.signal.removeEventListener("abort", hangUp);
      await client?.end().catch(() => {});
    }
  };
}
