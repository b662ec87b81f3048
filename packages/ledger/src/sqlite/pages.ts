import { setImmediate } from "node:timers/promises";
import type {
  EntryQuery,
  LedgerDelivery,
  LedgerEntry,
  LedgerRecord,
  RecordQuery,
} from "../model.ts";
import { toRecordCode } from "./codes.ts";
import { DELIVERY_COLUMNS, type LedgerDeliveryRow, loadLedgerDelivery } from "./delivery-rows.ts";
import { readPage, toEntry } from "./read-entries.ts";
import { readRecordPage } from "./record-pages.ts";
import { toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

const WAITING = toRecordCode("waiting");

/**
 * Lists the keys that have waiting records, by one search in the index each.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns The keys.
 */
export async function* listPendingKeys(storage: Storage, channel: string): AsyncGenerator<string> {
  const sql = `SELECT l.id, l.delivery_key AS key FROM records r CROSS JOIN lanes l ON l.id = r.lane
    WHERE r.state = ${WAITING} AND r.lane > ? AND l.channel = ? ORDER BY r.lane LIMIT 1`;
  let last = 0;
  for (;;) {
    const after = last;
    const found = storage.read(() => storage.get<{ id: number; key: string }>(sql, after, channel));
    if (found === undefined) return;
    yield found.key;
    last = found.id;
  }
}

type FindNext = (after: number) => LedgerDeliveryRow | undefined;

async function* listDeliveries(
  storage: Storage,
  findNext: FindNext,
): AsyncGenerator<LedgerDelivery> {
  let last = 0;
  for (;;) {
    const after = last;
    const found = storage.read(() => {
      const row = findNext(after);
      return row === undefined ? undefined : { row, delivery: loadLedgerDelivery(storage, row) };
    });
    if (found === undefined) return;
    last = found.row.seq;
    yield found.delivery;
  }
}

/**
 * Lists the deliveries that are not settled.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns The deliveries, the oldest first.
 */
export function listOpenDeliveries(
  storage: Storage,
  channel: string,
): AsyncGenerator<LedgerDelivery> {
  const sql = `${DELIVERY_COLUMNS} JOIN open_deliveries o ON o.seq = d.seq
    WHERE l.channel = ? AND o.seq > ? ORDER BY o.seq LIMIT 1`;
  return listDeliveries(storage, (after) => storage.get<LedgerDeliveryRow>(sql, channel, after));
}

/**
 * Lists records a page at a time.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The records.
 */
export async function* listRecords(
  storage: Storage,
  query: RecordQuery,
): AsyncGenerator<LedgerRecord> {
  let last = 0;
  for (;;) {
    const after = last;
    const page = storage.read(() => readRecordPage(storage, query, after));
    for (const row of page.rows) yield toLedgerRecord(storage, row);
    if (page.last === undefined) return;
    last = page.last;
    // Reading never waits by itself: without this a long list would keep signals and timers out.
    await setImmediate();
  }
}

/**
 * Lists the log a page at a time.
 *
 * @param storage - The storage.
 * @param query - Which facts.
 * @returns The facts.
 */
export async function* listEntries(
  storage: Storage,
  query: EntryQuery,
): AsyncGenerator<LedgerEntry> {
  let after = query.after ?? 0;
  for (;;) {
    const from = after;
    const page = storage.read(() => readPage(storage, { ...query, after: from }));
    for (const row of page) yield toEntry(row);
    const end = page.at(-1);
    if (end === undefined) return;
    after = end.sequence;
  }
}
