/** The ledger's tables, each with its schema. */
export interface Tables {
  readonly entries: string;
  readonly records: string;
  readonly deliveries: string;
  readonly lanes: string;
  readonly plans: string;
}

/**
 * Names the tables of a schema.
 *
 * @param schema - A schema that {@link assertSchemaName} has passed.
 * @returns Their names.
 */
export function nameTables(schema: string): Tables {
  const names = ["entries", "records", "deliveries", "lanes", "plans"] as const;
  return Object.fromEntries(names.map((name) => [name, `${schema}.${name}`])) as unknown as Tables;
}

/**
 * Makes sure that a schema's name can stand in SQL as it is, also with what the queue's schema adds to it.
 *
 * @param schema - The name.
 * @throws TypeError - When it cannot.
 */
export function assertSchemaName(schema: string): void {
  if (/^[a-z_][a-z0-9_]{0,49}$/.test(schema) && !schema.startsWith("pg_")) return;
  throw new TypeError(
    `"${schema}" is no name for a ledger's schema: up to 50 lower-case letters, digits and underscores`,
  );
}
