import { existsSync, linkSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LedgerError } from "../ledger-error.ts";
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from "./migrations.ts";

/** The first SQLite without the race that could lose commits when a checkpoint met a writer in WAL mode. */
const OLDEST_SQLITE = [3, 51, 3] as const;

function setting(database: DatabaseSync, statement: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${statement}`).get() ?? {})[0];
}

/**
 * Tells whether an SQLite keeps what it says it has committed.
 *
 * @param version - For example `3.51.3`.
 * @returns Whether it is 3.51.3 or newer.
 */
export function isDurableSqlite(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}

function assertVersion(file: string): void {
  const memory = new DatabaseSync(":memory:");
  const { version } = memory.prepare("SELECT sqlite_version() AS version").get() ?? {};
  memory.close();
  if (isDurableSqlite(String(version))) return;
  throw new LedgerError(
    file,
    `needs SQLite ${OLDEST_SQLITE.join(".")} or newer, because older ones can lose committed writes; ` +
      `Node.js ${process.versions.node} brings ${version}, so use the latest of its line or a newer one`,
  );
}

/** What is left of a ledger that could not be made takes room on a disk that may be full. */
function removeDraft(draft: string): void {
  for (const part of ["", "-wal", "-shm"]) rmSync(`${draft}${part}`, { force: true });
}

function writeDraft(draft: string, file: string): void {
  const database = new DatabaseSync(draft);
  try {
    setting(database, "journal_mode = WAL");
    setting(database, "synchronous = FULL");
    migrate(database, { file, from: 0 });
  } finally {
    database.close();
  }
}

/** Makes a ledger beside the file and then gives it the file's name: there is never half a ledger under it. */
function createFile(file: string): void {
  if (existsSync(`${file}-wal`)) {
    throw new LedgerError(file, "is missing but its -wal file is there; restore both or remove it");
  }
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  removeDraft(draft);
  try {
    writeDraft(draft, file);
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    removeDraft(draft);
  }
}

function assertLedger(database: DatabaseSync, file: string): number {
  if (setting(database, "application_id") !== APPLICATION_ID) {
    throw new LedgerError(file, "is not a ledger but a database of another program");
  }
  const version = Number(setting(database, "user_version"));
  if (version > SCHEMA_VERSION) {
    throw new LedgerError(
      file,
      `was written by a newer version (schema ${version}; this one knows ${SCHEMA_VERSION}); upgrade usage-billing`,
    );
  }
  return version;
}

/** Settings of the connection, each read back, since SQLite ignores what it cannot do. */
const SETTINGS = [
  ["journal_mode", "wal"],
  ["synchronous", 2],
  ["fullfsync", 1],
  ["checkpoint_fullfsync", 1],
  ["cache_size", -65_536],
  ["wal_autocheckpoint", 20_000],
] as const;

function assertSettings(database: DatabaseSync, file: string): void {
  for (const [name, value] of SETTINGS) {
    setting(database, `${name} = ${value}`);
    const actual = setting(database, name);
    if (actual === value) continue;
    throw new LedgerError(
      file,
      `cannot be kept safely: SQLite has ${name} ${actual}, not ${value}`,
    );
  }
}

/**
 * Opens a ledger's file for this process alone, or makes it. The lock is the operating system's:
 * it is gone when the process is, however it ended.
 *
 * @param file - An absolute path.
 * @returns The database, with its schema and settings checked.
 * @throws {@link LedgerError} When the file is something else, is in use, or cannot be kept safely.
 */
export function openDatabase(file: string): DatabaseSync {
  assertVersion(file);
  if (!existsSync(file)) createFile(file);
  if (statSync(file).size === 0) {
    throw new LedgerError(file, "is empty, which a ledger never is; restore it from a backup");
  }
  const database = new DatabaseSync(file);
  try {
    setting(database, "locking_mode = EXCLUSIVE");
    const version = assertLedger(database, file);
    assertSettings(database, file);
    database.exec("BEGIN IMMEDIATE; COMMIT");
    migrate(database, { file, from: version });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
