import type { Instant } from "@usage-billing/core";
import type { Ledger, LedgerRecord, RecordQuery, RecordSum } from "@usage-billing/ledger";
import { ChangeSet } from "@usage-billing/ledger/storage";
import { readHorizon } from "../storage/change.ts";
import type { Storage } from "../storage/storage.ts";
import { toFact } from "./facts.ts";
import { readFactsOf } from "./history.ts";
import { makeLedgerRecord } from "./ledger-records.ts";
import { replayLog } from "./replay.ts";
import { readSums } from "./sums.ts";

async function findRecordAt(
  storage: Storage,
  recordId: string,
  at: Instant,
): Promise<LedgerRecord | undefined> {
  const all = await storage.read((client) => readFactsOf(client, storage, recordId));
  const rows = all.filter((row) => Number(row.at) <= at);
  const set = new ChangeSet({ sequence: 0, at: 0, failure: storage.failure });
  for (const row of rows) {
    set.replay(toFact(row), { sequence: Number(row.seq), at: Number(row.at) });
  }
  const state = set.record(recordId);
  const content = rows.find(({ seq }) => Number(seq) === state?.contentSequence);
  if (state === undefined || content === undefined) return undefined;
  return makeLedgerRecord(state, { body: content.body, takenInAt: Number(content.at) });
}

async function readSumsAt(
  storage: Storage,
  query: RecordQuery,
  until: Instant,
): Promise<RecordSum[]> {
  const horizon = await storage.read((client) => readHorizon(client, storage));
  return storage.write(async (client) => {
    const { tables } = await replayLog(client, storage, { horizon, until });
    const { entries } = storage.tables;
    return readSums(client, { entries, records: tables.records }, query);
  });
}

/**
 * Makes the methods that look back.
 *
 * @param storage - The storage.
 * @returns The methods.
 */
export function createLookingBack(storage: Storage): Pick<Ledger, "recordAt" | "sumsAt"> {
  return {
    recordAt: (recordId, at) => findRecordAt(storage, recordId, at),
    sumsAt: (query, at) => readSumsAt(storage, query, at),
  };
}
