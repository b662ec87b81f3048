import type { DatabaseSync } from "node:sqlite";
import { LedgerError } from "../ledger-error.ts";
import type { EntryKind } from "../model.ts";
import { explainFailure } from "./explain-failure.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import { createStatements, type Statements } from "./statements.ts";

/** A fact to append to the log. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly deliveryId?: string;
  readonly recordId?: string;
  /** JSON. */
  readonly body: string;
  readonly bytes?: Uint8Array;
}

/** An open database with prepared statements, transactions, and the log's numbering. */
export interface Storage extends Statements {
  readonly file: string;
  /** The numbers of the delivery keys. */
  readonly lanes: Lanes;
  /** The number that the next entry will have. */
  nextSequence(): number;
  /** Appends to the log; only within {@link Storage.write}. */
  append(entry: NewEntry): number;
  /** The time of the running transaction. */
  now(): number;
  /** Does everything or nothing, and durably. */
  write<Result>(work: () => Result): Result;
  /** Reads, with storage errors explained. */
  read<Result>(work: () => Result): Result;
  /** Makes an error that names the ledger. */
  failure(reason: string): LedgerError;
  close(): void;
}

const APPEND = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)";

function lastSequence(database: DatabaseSync): number {
  const row = database.prepare("SELECT max(seq) AS last FROM entries").get();
  return Number(row?.["last"] ?? 0);
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

/**
 * Puts statements and transactions on an open database.
 *
 * @param file - The ledger's file, for messages.
 * @param database - What {@link openDatabase} gave.
 * @param clock - Tells the time in milliseconds since 1970.
 * @returns The storage.
 */
export function createStorage(file: string, database: DatabaseSync, clock: () => number): Storage {
  const statements = createStatements(database);
  const lanes = createLanes(statements);
  let sequence = lastSequence(database);
  let time = 0;

  function read<Result>(work: () => Result): Result {
    if (!database.isOpen) throw new LedgerError(file, "is closed");
    try {
      return work();
    } catch (error) {
      throw explainFailure(file, error);
    }
  }

  return {
    file,
    lanes,
    ...statements,
    nextSequence: () => sequence + 1,
    append: ({ kind, deliveryId = null, recordId = null, body, bytes = null }) => {
      statements.run(APPEND, sequence + 1, time, kind, deliveryId, recordId, body, bytes);
      sequence += 1;
      return sequence;
    },
    now: () => time,
    write: (work) =>
      read(() => {
        const before = sequence;
        time = clock();
        database.exec("BEGIN IMMEDIATE");
        try {
          const result = work();
          database.exec("COMMIT");
          return result;
        } catch (error) {
          sequence = before;
          lanes.forget();
          rollBack(database);
          throw error;
        }
      }),
    read,
    failure: (reason) => new LedgerError(file, reason),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
