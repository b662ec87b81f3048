import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { MissingConfigurationError } from "@usage-billing/core";

/** How much memory DuckDB takes before it writes to its temporary folder. */
const MEMORY_LIMIT = "512MB";

/** What a database is opened for. */
export interface DuckdbOptions {
  /** Interrupts what it does. */
  readonly signal: AbortSignal;
  /** What needs DuckDB, as the beginning of a sentence. */
  readonly purpose: string;
  /** The file, which is opened to be read only; a database in memory when left out. */
  readonly file?: string;
}

async function load(purpose: string): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (cause) {
    throw new MissingConfigurationError(
      `${purpose} need DuckDB, which is not installed; install it beside this package: npm install @duckdb/node-api`,
      { cause },
    );
  }
}

// Nothing is downloaded, whatever a query asks for: extensions are neither installed nor loaded.
const NO_EXTENSIONS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
};

async function open(
  { file, purpose }: DuckdbOptions,
  folder: string,
): Promise<{ readonly connection: DuckDBConnection; close(): void }> {
  const { DuckDBInstance } = await load(purpose);
  const instance = await DuckDBInstance.create(file ?? ":memory:", {
    ...NO_EXTENSIONS,
    ...(file === undefined ? {} : { access_mode: "READ_ONLY" }),
    memory_limit: MEMORY_LIMIT,
    temp_directory: folder,
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET lock_configuration = true");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Opens DuckDB for as long as something is read from it. It never opens a connection to a network.
 *
 * @param options - What it is opened for.
 * @param read - What is read from it.
 * @returns What the reading gives.
 * @throws {@link MissingConfigurationError} When DuckDB is not installed.
 */
export async function* withDuckdb<Value>(
  options: DuckdbOptions,
  read: (connection: DuckDBConnection) => AsyncIterable<Value>,
): AsyncGenerator<Value> {
  const folder = await mkdtemp(join(tmpdir(), "usage-billing-duckdb-"));
  try {
    const duckdb = await open(options, folder);
    const interrupt = () => duckdb.connection.interrupt();
    options.signal.addEventListener("abort", interrupt);
    try {
      yield* read(duckdb.connection);
    } finally {
      options.signal.removeEventListener("abort", interrupt);
      duckdb.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
