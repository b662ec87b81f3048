import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { openPostgresLedger, type PostgresLedgerOptions } from "../open-postgres-ledger.ts";
import type { SharedLedger } from "../shared-ledger.ts";
import type { PostgresServer } from "../testing/index.ts";

/** A database on the tests' server. */
export interface TestDatabase {
  readonly connectionString: string;
  /** Runs statements as the superuser. */
  run<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: unknown[],
  ): Promise<Row[]>;
  /** Opens the ledger that is in it. */
  open(options?: PostgresLedgerOptions): Promise<SharedLedger>;
  /** Removes it. */
  drop(): Promise<void>;
}

type Server = Pick<PostgresServer, "password" | "port">;

function toConnectionString({ port, password }: Server, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function runIn(
  connectionString: string,
  sql: string,
  values: unknown[] = [],
): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Makes an empty database.
 *
 * @param server - The server; that of all test files by default.
 * @returns The database; drop it at the end.
 */
export async function createTestDatabase(server: Server = inject("server")): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const administration = toConnectionString(server, "postgres");
  await runIn(administration, `CREATE DATABASE ${name}`);
  const connectionString = toConnectionString(server, name);
  return {
    connectionString,
    run: (sql, values) => runIn(connectionString, sql, values) as Promise<never[]>,
    open: (options = {}) => openPostgresLedger({ connectionString, patience: 2_000, ...options }),
    drop: async () => {
      await runIn(administration, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
