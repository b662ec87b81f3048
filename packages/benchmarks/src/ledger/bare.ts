import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { openLedger } from "@usage-billing/ledger";

/** A ledger's file without the ledger: the statements that it uses, prepared by hand. */
export interface Bare {
  readonly database: DatabaseSync;
  readonly prepare: (sql: string) => StatementSync;
  /** Prepares statements that add 32, 8 or 1 rows; the values of a row stand after those of the one before. */
  readonly prepareInsert: (into: string, row: string) => (values: SQLInputValue[]) => void;
  /** Does something in one transaction. */
  transact(work: () => void): void;
  /** Closes it and lets the ledger say whether it holds what it should. */
  close(): Promise<void>;
}

function prepareInsert(database: DatabaseSync, into: string, row: string) {
  const width = row.split("?").length - 1;
  const statements = [32, 8, 1].map((size) => {
    const rows = Array.from({ length: size }, () => `(${row})`).join(", ");
    return {
      length: size * width,
      statement: database.prepare(`INSERT INTO ${into} VALUES ${rows}`),
    };
  });
  return (values: SQLInputValue[]): void => {
    let from = 0;
    for (const { length, statement } of statements) {
      for (; values.length - from >= length; from += length) {
        statement.run(...values.slice(from, from + length));
      }
    }
  };
}

/**
 * Opens a ledger's file bare, with the ledger's settings.
 *
 * @param file - The file; made by the ledger when it is not there.
 * @returns The database.
 */
export async function openBare(file: string): Promise<Bare> {
  await openLedger(file).close();
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 20000`);
  return {
    database,
    prepare: (sql) => database.prepare(sql),
    prepareInsert: (into, row) => prepareInsert(database, into, row),
    transact: (work) => {
      database.exec("BEGIN IMMEDIATE");
      work();
      database.exec("COMMIT");
    },
    close: async () => {
      database.close();
      const ledger = openLedger(file);
      const { differenceCount } = await ledger.verify();
      await ledger.close();
      if (differenceCount > 0)
        throw new Error(`the bare statements made ${differenceCount} differences`);
    },
  };
}
