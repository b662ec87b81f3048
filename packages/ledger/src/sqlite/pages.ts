import type { LedgerDelivery, LedgerRecord, RecordQuery } from "../model.ts";
import {
  DELIVERY_COLUMNS,
  type DeliveryRow,
  loadLedgerDelivery,
  RECORD_COLUMNS,
  type RecordRow,
  toLedgerRecord,
} from "./rows.ts";
import type { Storage } from "./storage.ts";

const PAGE_SIZE = 500;

/** The condition that {@link filterValues} gives the values of. */
export const FILTER = `(?1 IS NULL OR e.body ->> '$.channel' = ?1)
  AND (?2 IS NULL OR r.state IN (SELECT value FROM json_each(?2)))`;

/**
 * Gives the values of {@link FILTER}.
 *
 * @param query - Which records.
 * @returns The first two values of the statement.
 */
export function filterValues(query: RecordQuery): [string | null, string | null] {
  const states = query.states === undefined ? null : JSON.stringify(query.states);
  return [query.channel ?? null, states];
}

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

/**
 * Lists the deliveries that are not settled.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns The deliveries, the oldest first.
 */
export async function* listOpenDeliveries(
  storage: Storage,
  channel: string,
): AsyncGenerator<LedgerDelivery> {
  const sql = `${DELIVERY_COLUMNS}
    WHERE channel = ? AND state <> 'settled' AND seq > ? ORDER BY seq LIMIT 1`;
  let last = 0;
  for (;;) {
    const after = last;
    const found = storage.read(() => {
      const row = storage.get<DeliveryRow>(sql, channel, after);
      return row === undefined ? undefined : { row, delivery: loadLedgerDelivery(storage, row) };
    });
    if (found === undefined) return;
    last = found.row.seq;
    yield found.delivery;
  }
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
  const sql = `${RECORD_COLUMNS} WHERE ${FILTER} AND r.seq > ?3 ORDER BY r.seq LIMIT ${PAGE_SIZE}`;
  const values = filterValues(query);
  let last = 0;
  for (;;) {
    const after = last;
    const page = storage.read(() => storage.all<RecordRow>(sql, ...values, after));
    for (const row of page) yield toLedgerRecord(row);
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE_SIZE) return;
    last = end.seq;
  }
}
