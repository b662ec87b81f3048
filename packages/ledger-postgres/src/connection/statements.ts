import type { PoolClient, QueryResult } from "pg";
import { copyRows, toLines } from "./copy-rows.ts";

/** A statement with its values, which are `$1`, `$2`, … in its text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The rows that a `COPY` adds. */
  readonly rows?: readonly (readonly unknown[])[];
}

/** Longer lists go to the server as parameters: one more way costs less than writing them as text does. */
export const LONG_LIST = 100;

function toHex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`;
}

function quoteItem(item: unknown): string {
  if (item === null || item === undefined) return "NULL";
  if (typeof item === "number") return String(item);
  const text = item instanceof Uint8Array ? toHex(item) : String(item);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function quoteText(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return quoted.includes("\\") ? ` E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}

/** Writes a value as a literal of no particular type; the statement says the type where it matters. */
function toLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (Array.isArray(value)) return quoteText(`{${value.map(quoteItem).join(",")}}`);
  return quoteText(value instanceof Uint8Array ? toHex(value) : String(value));
}

function joinStatements(statements: readonly Statement[]): string {
  return statements
    .map(({ text, values }) =>
      text.replace(/\$(\d+)/g, (_, number: string) => toLiteral(values[Number(number) - 1])),
    )
    .join(";\n");
}

function isLong({ values, rows }: Statement): boolean {
  return (
    rows !== undefined || values.some((value) => Array.isArray(value) && value.length > LONG_LIST)
  );
}

/** Statements next to each other that go to the server in one text, or one that goes alone. */
function* group(statements: readonly Statement[]): Generator<readonly Statement[]> {
  let short: Statement[] = [];
  for (const statement of statements) {
    if (!isLong(statement)) {
      short.push(statement);
      continue;
    }
    if (short.length > 0) yield short;
    short = [];
    yield [statement];
  }
  if (short.length > 0) yield short;
}

async function copy(client: PoolClient, { text, rows = [] }: Statement): Promise<QueryResult> {
  const rowCount = await copyRows(client, text, toLines(rows));
  return { command: "COPY", rowCount, oid: 0, fields: [], rows: [] };
}

async function run(client: PoolClient, statements: readonly Statement[]): Promise<QueryResult[]> {
  const [first] = statements;
  if (first?.rows !== undefined) return [await copy(client, first)];
  if (first !== undefined && isLong(first)) {
    return [await client.query(first.text, [...first.values])];
  }
  const results: unknown = await client.query(joinStatements(statements));
  return (Array.isArray(results) ? results : [results]) as QueryResult[];
}

/**
 * Runs statements, one after the other, without waiting in between where they are short. One that fails
 * keeps those after it from being run.
 *
 * @param client - The connection.
 * @param statements - The statements.
 * @returns The result of each.
 */
export async function runTogether(
  client: PoolClient,
  statements: readonly Statement[],
): Promise<readonly QueryResult[]> {
  const results: QueryResult[] = [];
  for (const together of group(statements)) results.push(...(await run(client, together)));
  return results;
}
