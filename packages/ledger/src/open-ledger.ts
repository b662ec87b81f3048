import { resolve } from "node:path";
import type { Ledger } from "./ledger.ts";
import {
  commitCorrection,
  commitCorrectionIntent,
  commitRetraction,
  commitRetractionIntent,
  findSentRecord,
} from "./sqlite/changes.ts";
import { commitIntents, commitResends, commitUnsent, membersOf } from "./sqlite/deliveries.ts";
import { explainFailure } from "./sqlite/explain-failure.ts";
import { readHistory } from "./sqlite/history.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { commitOutcomes, commitRefusals } from "./sqlite/outcomes.ts";
import { listOpenDeliveries, listPendingKeys, listRecords } from "./sqlite/pages.ts";
import {
  countPending,
  listSubscriptions,
  loadHeld,
  loadPending,
  sumRecords,
} from "./sqlite/queries.ts";
import { findDelivery, findRecord, loadLedgerDelivery, toLedgerRecord } from "./sqlite/rows.ts";
import { createStorage, type Storage } from "./sqlite/storage.ts";
import { takeIn } from "./sqlite/take-in.ts";

/** How a ledger is opened. */
export interface LedgerOptions {
  /** Tells the time that facts are committed with, in milliseconds since 1970; the machine's by default. */
  readonly now?: () => number;
}

function openStorage(file: string, now: () => number): Storage {
  try {
    return createStorage(file, openDatabase(file), now);
  } catch (error) {
    throw explainFailure(file, error);
  }
}

type Writes = Pick<
  Ledger,
  | "takeIn"
  | "commitIntents"
  | "commitResends"
  | "commitUnsent"
  | "commitOutcomes"
  | "commitRefusals"
  | "commitRetractionIntent"
  | "commitRetraction"
  | "commitCorrectionIntent"
  | "commitCorrection"
>;

function createWrites(storage: Storage): Writes {
  return {
    takeIn: async (intakes) => takeIn(storage, intakes),
    commitIntents: async (deliveries) => commitIntents(storage, deliveries),
    commitResends: async (deliveryIds) => commitResends(storage, deliveryIds),
    commitUnsent: async (unsent) => commitUnsent(storage, unsent),
    commitOutcomes: async (results) => commitOutcomes(storage, results),
    commitRefusals: async (refusals) => commitRefusals(storage, refusals),
    commitRetractionIntent: async (recordId) => commitRetractionIntent(storage, recordId),
    commitRetraction: async (recordId, result) => commitRetraction(storage, recordId, result),
    commitCorrectionIntent: async (recordId, replacement) =>
      commitCorrectionIntent(storage, recordId, replacement),
    commitCorrection: async (recordId, result) => commitCorrection(storage, recordId, result),
  };
}

type Reads = Omit<Ledger, keyof Writes | keyof Arriving | "close" | "file">;

/** What the SQLite ledger gets next. */
type Arriving = Pick<
  Ledger,
  | "commitSteps"
  | "commitChannelStates"
  | "commitDecision"
  | "heldDeliveries"
  | "lastIntents"
  | "entries"
  | "recordAt"
  | "sumsAt"
  | "verify"
  | "rebuild"
  | "backup"
>;

function createArriving(storage: Storage): Arriving {
  const refuse = (): never => {
    throw storage.failure("cannot do this yet");
  };
  return {
    commitSteps: async () => refuse(),
    commitChannelStates: async () => refuse(),
    commitDecision: async () => refuse(),
    heldDeliveries: () => refuse(),
    lastIntents: async () => refuse(),
    entries: () => refuse(),
    recordAt: async () => refuse(),
    sumsAt: async () => refuse(),
    verify: async () => refuse(),
    rebuild: async () => refuse(),
    backup: async () => refuse(),
  };
}

function createReads(storage: Storage): Reads {
  return {
    pendingKeys: (channel) => listPendingKeys(storage, channel),
    pendingRecords: async (channel, deliveryKey, limit) =>
      storage.read(() => loadPending(storage, { channel, deliveryKey, limit })),
    heldRecords: async (channel, deliveryKey) =>
      storage.read(() => loadHeld(storage, channel, deliveryKey)),
    pendingCount: async (channel) => storage.read(() => countPending(storage, channel)),
    openDeliveries: (channel) => listOpenDeliveries(storage, channel),
    sentRecord: async (recordId) => storage.read(() => findSentRecord(storage, recordId)),
    record: async (recordId) =>
      storage.read(() => {
        const row = findRecord(storage, recordId);
        return row === undefined ? undefined : toLedgerRecord(row);
      }),
    records: (query = {}) => listRecords(storage, query),
    delivery: async (deliveryId) =>
      storage.read(() => {
        const row = findDelivery(storage, deliveryId);
        return row === undefined ? undefined : loadLedgerDelivery(storage, row);
      }),
    recordsOf: async (deliveryId) =>
      storage.read(() => {
        const row = findDelivery(storage, deliveryId);
        const members = row === undefined ? [] : membersOf(storage, row);
        return members
          .map(({ id }) => findRecord(storage, id))
          .filter((found) => found !== undefined)
          .map(toLedgerRecord);
      }),
    history: async (recordId) => storage.read(() => readHistory(storage, recordId)),
    sums: async (query = {}) => storage.read(() => sumRecords(storage, query)),
    knownSubscriptions: async (channel) => storage.read(() => listSubscriptions(storage, channel)),
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
  const path = resolve(file);
  const storage = openStorage(path, options.now ?? Date.now);
  return {
    file: path,
    ...createWrites(storage),
    ...createReads(storage),
    ...createArriving(storage),
    close: async () => storage.close(),
  };
}
