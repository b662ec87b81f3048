import { LedgerError } from "@usage-billing/ledger";
import type { Pool, PoolClient } from "pg";
import { type Patience, withClient } from "../connection/connect.ts";
import { explainFailure } from "../connection/explain-failure.ts";
import type { Place } from "../connection/place.ts";
import { inTransaction } from "../connection/transaction.ts";
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
  /** Is done first in every transaction that changes something, and throws when it must not be made. */
  readonly guard?: (client: PoolClient) => Promise<void>;
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

  return {
    place,
    tables: options.tables,
    pool,
    now: options.now,
    write: (work) =>
      explained(() =>
        inTransaction({ pool, place, patience }, async (client) => {
          await guard?.(client);
          return work(client);
        }),
      ),
    read: (work) => explained(() => withClient(pool, patience, work)),
    failure,
  };
}
