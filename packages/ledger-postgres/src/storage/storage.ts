import { LedgerError } from "@usage-billing/ledger";
import type { Pool, PoolClient } from "pg";
import { type Patience, withClient } from "../connection/connect.ts";
import { explainFailure } from "../connection/explain-failure.ts";
import type { Place } from "../connection/place.ts";
import type { Statement } from "../connection/statements.ts";
import { inTransaction, type Transaction } from "../connection/transaction.ts";
import type { Tables } from "./tables.ts";

/** What the parts of an open ledger share. */
export interface Storage {
  readonly place: Place;
  readonly tables: Tables;
  readonly pool: Pool;
  /** Tells the time in milliseconds since 1970; the server's clock, which all machines share, when there is none. */
  readonly now: (() => number) | undefined;
  /** Does everything or nothing, and durably; it may be done several times, of which one counts. */
  write<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** The same, with statements that go to the server together with its begin and its commit. */
  transact<Result>(transaction: Transaction<Result>): Promise<Result>;
  /** Reads with one connection, with storage errors explained. */
  read<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** Makes an error that names the ledger. */
  failure(reason: string): LedgerError;
}

/** What a storage is made of. */
export interface StorageOptions {
  readonly place: Place;
  readonly tables: Tables;
  readonly pool: Pool;
  readonly patience: Patience;
  readonly now: (() => number) | undefined;
  /** Whether the ledger was closed. */
  readonly isClosed: () => boolean;
  /** Is asked first in every transaction that changes something. */
  readonly guard?: Guard;
}

/** What has to hold for a change to be made. */
export interface Guard {
  /** Gives a row while it holds, and keeps it so until the end of the transaction. */
  readonly statement: Statement;
  /** Makes the error for when it does not. */
  readonly refuse: () => LedgerError;
}

/** Puts a guard before everything else in a transaction. */
function guarded<Result>(
  transaction: Transaction<Result>,
  guard: Guard | undefined,
): Transaction<Result> {
  if (guard === undefined) return transaction;
  const { opening = [], work } = transaction;
  return {
    opening: [guard.statement, ...opening],
    work: async (client, [first, ...opened]) => {
      if (first?.rowCount !== 1) throw guard.refuse();
      return work(client, opened);
    },
  };
}

/**
 * Puts transactions, reads and explained errors on a pool.
 *
 * @param options - The pool, and what guards its transactions.
 * @returns The storage.
 */
export function createStorage(options: StorageOptions): Storage {
  const { place, pool, patience, guard, isClosed } = options;
  const failure = (reason: string): LedgerError => new LedgerError(place.name, reason);

  async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
    if (isClosed()) throw failure("is closed");
    try {
      return await work();
    } catch (error) {
      throw explainFailure(place, error);
    }
  }

  const context = { pool, place, patience };
  const transact: Storage["transact"] = (transaction) =>
    explained(() => inTransaction(context, guarded(transaction, guard)));

  return {
    place,
    tables: options.tables,
    pool,
    now: options.now,
    transact,
    write: (work) => transact({ work: async (client) => ({ result: await work(client) }) }),
    read: (work) => explained(() => withClient(pool, patience, work)),
    failure,
  };
}
