import { resolve } from "node:path";
import type { Ledger } from "./ledger.ts";
import { readAccounts } from "./sqlite/accounts.ts";
import { writeBackup } from "./sqlite/backup.ts";
import { type Commits, createCommits } from "./sqlite/commits.ts";
import { readCredits } from "./sqlite/credits.ts";
import { findDelivery, loadLedgerDelivery } from "./sqlite/delivery-rows.ts";
import { explainFailure } from "./sqlite/explain-failure.ts";
import { findSentRecord } from "./sqlite/find-sent-record.ts";
import { listHeldDeliveries } from "./sqlite/held-deliveries.ts";
import { readHistory, readRecordAt } from "./sqlite/history.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { listEntries, listOpenDeliveries, listPendingKeys, listRecords } from "./sqlite/pages.ts";
import {
  countIntents,
  countPending,
  listSubscriptions,
  loadHeld,
  loadPending,
  sumRecords,
} from "./sqlite/queries.ts";
import { findRecord, loadMembers, toLedgerRecord } from "./sqlite/rows.ts";
import { createStorage, type Storage } from "./sqlite/storage.ts";
import { sumRecordsAt } from "./sqlite/sums-at.ts";
import { rebuildState, verifyState } from "./sqlite/verify.ts";
import { readWindows } from "./sqlite/windows.ts";

/** How a ledger is opened. */
export interface LedgerOptions {
  /** Tells the time that facts are committed with, in milliseconds since 1970; the machine's by default. */
  readonly now?: () => number;
}

/**
 * Opens the storage of a ledger.
 *
 * @param file - An absolute path.
 * @param now - The clock.
 * @returns The storage, for {@link createLedger}.
 * @throws {@link LedgerError} When the file cannot be opened as a ledger.
 */
export function openStorage(file: string, now: () => number): Storage {
  try {
    return createStorage(file, openDatabase(file), now);
  } catch (error) {
    throw explainFailure(file, error);
  }
}

type Lists = Pick<
  Ledger,
  "entries" | "heldDeliveries" | "openDeliveries" | "pendingKeys" | "records"
>;

function createLists(storage: Storage): Lists {
  return {
    pendingKeys: (channel) => listPendingKeys(storage, channel),
    openDeliveries: (channel) => listOpenDeliveries(storage, channel),
    heldDeliveries: (query) => listHeldDeliveries(storage, query),
    records: (query = {}) => listRecords(storage, query),
    entries: (query = {}) => listEntries(storage, query),
  };
}

type Care = Pick<Ledger, "backup" | "rebuild" | "verify">;

function createCare(storage: Storage): Care {
  return {
    verify: async () => storage.read(() => verifyState(storage)),
    rebuild: async () => rebuildState(storage),
    backup: async (file) => storage.read(() => writeBackup(storage, file)),
  };
}

type Reads = Omit<Ledger, keyof Commits | keyof Lists | keyof Care | "close" | "file">;

function createReads(storage: Storage): Reads {
  const { read } = storage;
  return {
    accounts: async () => read(() => readAccounts(storage)),
    windows: async (query = {}) => read(() => readWindows(storage, query)),
    credits: async (query = {}) => read(() => readCredits(storage, query)),
    pendingRecords: async (channel, deliveryKey, limit) =>
      read(() => loadPending(storage, { channel, deliveryKey, limit })),
    heldRecords: async (channel, deliveryKey) =>
      read(() => loadHeld(storage, channel, deliveryKey)),
    pendingCount: async (channel) => read(() => countPending(storage, channel)),
    lastIntents: async (channel, since) => read(() => countIntents(storage, channel, since)),
    sentRecord: async (recordId) => read(() => findSentRecord(storage, recordId)),
    record: async (recordId) =>
      read(() => {
        const row = findRecord(storage, recordId);
        return row === undefined ? undefined : toLedgerRecord(storage, row);
      }),
    recordAt: async (recordId, at) => read(() => readRecordAt(storage, recordId, at)),
    delivery: async (deliveryId) =>
      read(() => {
        const row = findDelivery(storage, deliveryId);
        return row === undefined ? undefined : loadLedgerDelivery(storage, row);
      }),
    recordsOf: async (deliveryId) =>
      read(() => {
        const row = findDelivery(storage, deliveryId);
        return row === undefined ? [] : loadMembers(storage, row);
      }),
    history: async (recordId) => read(() => readHistory(storage, recordId)),
    sums: async (query = {}) => read(() => sumRecords(storage, query)),
    sumsAt: async (query, at) => read(() => sumRecordsAt(storage, query, at)),
    knownSubscriptions: async (channel) => read(() => listSubscriptions(storage, channel)),
  };
}

/**
 * Makes a ledger of an open storage.
 *
 * @param storage - The storage.
 * @returns The ledger.
 */
export function createLedger(storage: Storage): Ledger {
  return {
    file: storage.file,
    ...createCommits(storage),
    ...createLists(storage),
    ...createReads(storage),
    ...createCare(storage),
    close: async () => storage.close(),
  };
}

/**
 * Opens a ledger in one SQLite file, or makes it with the folders on its path. It is this process's
 * alone until it is closed or the process ends: a second one is refused.
 *
 * Every commit is on disk when its promise resolves (write-ahead log, `synchronous=FULL`).
 * The file, and its `-wal` file while a ledger is open or after a crash, belong together.
 *
 * @param file - The path of the file.
 * @param options - The clock.
 * @returns The ledger.
 * @throws {@link LedgerError} When the file is something else, is in use, is damaged, was written by
 * a newer version, or when this Node.js brings an SQLite older than 3.51.3.
 *
 * @example
 * ```ts
 * const ledger = openLedger(".usage-billing/ledger.db");
 * const { added, conflicts } = await ledger.takeIn([{ record, deliveryKey: channel.deliveryKey(record) }]);
 * await ledger.close();
 * ```
 */
export function openLedger(file: string, options: LedgerOptions = {}): Ledger {
  return createLedger(openStorage(resolve(file), options.now ?? Date.now));
}
