import { escapeLiteral, type PoolClient, type QueryResult } from "pg";

/** A statement with its values, which are `$1`, `$2`, … in its text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

function quoteItem(item: unknown): string {
  if (item === null || item === undefined) return "NULL";
  const text =
    item instanceof Uint8Array ? `\\x${Buffer.from(item).toString("hex")}` : String(item);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Writes a value as a literal of no particular type; the statement says the type where it matters. */
function toLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (Array.isArray(value)) return escapeLiteral(`{${value.map(quoteItem).join(",")}}`);
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString("hex")}'`;
  return escapeLiteral(String(value));
}

/**
 * Writes statements as one text, which goes to the server and back in one go.
 *
 * @param statements - The statements, in order.
 * @returns The text, with the values in their places.
 */
export function joinStatements(statements: readonly Statement[]): string {
  return statements
    .map(({ text, values }) =>
      text.replace(/\$(\d+)/g, (_, number: string) => toLiteral(values[Number(number) - 1])),
    )
    .join(";\n");
}

/**
 * Runs statements, one after the other, without waiting in between. One that fails keeps those after it from being run.
 *
 * @param client - The connection.
 * @param statements - At least one statement.
 * @returns The result of each.
 */
export async function runTogether(
  client: PoolClient,
  statements: readonly Statement[],
): Promise<readonly QueryResult[]> {
  const results: unknown = await client.query(joinStatements(statements));
  return (Array.isArray(results) ? results : [results]) as readonly QueryResult[];
}
