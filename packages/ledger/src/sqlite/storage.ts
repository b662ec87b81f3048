import type { DatabaseSync } from "node:sqlite";
import { ChangeSet } from "../decide/change-set.ts";
import { LedgerError } from "../ledger-error.ts";
import { explainFailure } from "./explain-failure.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import { appendFacts } from "./log.ts";
import { createState, type State } from "./state.ts";
import { createStatements } from "./statements.ts";
import { storeState } from "./store-state.ts";

/** An open database with the derived state, transactions, and the log's numbering. */
export interface Storage extends State {
  readonly file: string;
  readonly database: DatabaseSync;
  /** The numbers of the delivery keys. */
  readonly lanes: Lanes;
  /** Decides a change, appends its facts and writes what they move: everything or nothing, durably. */
  change<Result>(decide: (set: ChangeSet) => Result): Result;
  /** Does everything or nothing without adding to the log. */
  transact<Result>(work: () => Result): Result;
  /** Reads, with storage errors explained. */
  read<Result>(work: () => Result): Result;
  /** Makes an error that names the ledger. */
  failure(reason: string): LedgerError;
  close(): void;
}

/** The number and the time of the last fact. */
interface Position {
  readonly sequence: number;
  readonly at: number;
}

function lastPosition(database: DatabaseSync): Position {
  const sql = "SELECT seq, at FROM entries ORDER BY seq DESC LIMIT 1";
  const row = database.prepare(sql).get();
  return { sequence: Number(row?.["seq"] ?? 0), at: Number(row?.["at"] ?? 0) };
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
  const state = createState(createStatements(database));
  const lanes = createLanes(state);
  const failure = (reason: string): LedgerError => new LedgerError(file, reason);
  let last = lastPosition(database);

  function read<Result>(work: () => Result): Result {
    if (!database.isOpen) throw failure("is closed");
    try {
      return work();
    } catch (error) {
      throw explainFailure(file, error);
    }
  }

  function transact<Result>(work: () => Result): Result {
    return read(() => {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        lanes.forget();
        state.forgetState();
        rollBack(database);
        throw error;
      }
    });
  }

  function change<Result>(decide: (set: ChangeSet) => Result): Result {
    const now = clock();
    const at = Math.max(now, last.at);
    const set = new ChangeSet({ sequence: last.sequence + 1, at, failure });
    const result = transact(() => {
      const decided = decide(set);
      const placements = appendFacts({ statements: state, lanes }, set, now < at ? now : undefined);
      storeState(state, set, placements);
      return decided;
    });
    state.intended.keep(set);
    if (set.facts.length > 0) last = { sequence: last.sequence + set.facts.length, at };
    return result;
  }

  const close = (): void => {
    if (database.isOpen) database.close();
  };
  return { ...state, file, database, lanes, change, transact, read, failure, close };
}
