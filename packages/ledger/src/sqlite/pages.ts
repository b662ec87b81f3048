import type {
  EntryQuery,
  HeldQuery,
  LedgerDelivery,
  LedgerEntry,
  LedgerRecord,
  RecordQuery,
} from "../model.ts";
import { FILTER, filterValues } from "./filter.ts";
import { readPage, toEntry } from "./read-entries.ts";
import {
  DELIVERY_COLUMNS,
  type LedgerDeliveryRow,
  type LedgerRecordRow,
  loadLedgerDelivery,
  RECORD_COLUMNS,
  toLedgerRecord,
} from "./rows.ts";
import type { Value } from "./statements.ts";
import type { Storage } from "./storage.ts";

const PAGE_SIZE = 500;

/**
 * Lists the keys that have waiting records, by one search in the index each.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns The keys.
 */
export async function* listPendingKeys(storage: Storage, channel: string): AsyncGenerator<string> {
  const sql = `SELECT l.id, l.delivery_key AS key FROM records r CROSS JOIN lanes l ON l.id = r.lane
    WHERE r.state = 'waiting' AND r.lane > ? AND l.channel = ? ORDER BY r.lane LIMIT 1`;
  let last = 0;
  for (;;) {
    const after = last;
    const found = storage.read(() => storage.get<{ id: number; key: string }>(sql, after, channel));
    if (found === undefined) return;
    yield found.key;
    last = found.id;
  }
}

async function* listDeliveries(
  storage: Storage,
  condition: string,
  values: readonly Value[],
): AsyncGenerator<LedgerDelivery> {
  const sql = `${DELIVERY_COLUMNS} WHERE ${condition} AND d.seq > ? ORDER BY d.seq LIMIT 1`;
  let last = 0;
  for (;;) {
    const after = last;
    const found = storage.read(() => {
      const row = storage.get<LedgerDeliveryRow>(sql, ...values, after);
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
  return listDeliveries(storage, "d.state <> 'settled' AND l.channel = ?", [channel]);
}

/**
 * Lists the deliveries that have records in some states.
 *
 * @param storage - The storage.
 * @param query - The channel and the states.
 * @returns The deliveries, the oldest first.
 */
export function listHeldDeliveries(
  storage: Storage,
  { channel, states }: HeldQuery,
): AsyncGenerator<LedgerDelivery> {
  const condition = `l.channel = ? AND EXISTS (SELECT 1 FROM records r
    WHERE r.delivery = d.seq AND r.state IN (SELECT value FROM json_each(?)))`;
  return listDeliveries(storage, condition, [channel, JSON.stringify(states)]);
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
  const sql = `${RECORD_COLUMNS} WHERE ${FILTER} AND r.seq > ?6 ORDER BY r.seq LIMIT ${PAGE_SIZE}`;
  const values = filterValues(query);
  let last = 0;
  for (;;) {
    const after = last;
    const page = storage.read(() => storage.all<LedgerRecordRow>(sql, ...values, after));
    for (const row of page) yield toLedgerRecord(row);
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE_SIZE) return;
    last = end.seq;
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
