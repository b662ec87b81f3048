import type {
  EntryQuery,
  HeldQuery,
  LedgerDelivery,
  LedgerEntry,
  LedgerRecord,
  RecordQuery,
} from "@usage-billing/ledger";
import type { PoolClient } from "pg";
import { readHorizon } from "../storage/change.ts";
import type { Storage } from "../storage/storage.ts";
import { ENTRY_COLUMNS, type StoredEntry, toEntry } from "./facts.ts";
import { toFilter } from "./filter.ts";
import { type FullDelivery, selectDeliveries, toLedgerDelivery } from "./ledger-deliveries.ts";
import { type FullRecord, selectRecords, toLedgerRecord } from "./ledger-records.ts";
import type { ReadAhead } from "./read-ahead.ts";

/** How many rows are loaded at a time. */
const PAGE_SIZE = 500;
/** How many delivery keys at most are looked up, and read ahead, at a time. */
const KEYS = 100;

/**
 * Lists the keys that have waiting records, by one search in the index each.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @param readAhead - Reads what will be asked of the keys.
 * @returns The keys, in the order in which they came up.
 */
export async function* listPendingKeys(
  storage: Storage,
  channel: string,
  readAhead: ReadAhead,
): AsyncGenerator<string> {
  const { lanes, records } = storage.tables;
  const next = (after: string) =>
    `SELECT lane FROM ${records} WHERE channel = $1 AND state = 'waiting' AND lane > ${after}
     ORDER BY lane LIMIT 1`;
  const sql = `WITH RECURSIVE k (lane) AS (
      (${next("$2")}) UNION ALL SELECT (${next("k.lane")}) FROM k WHERE k.lane IS NOT NULL)
    SELECT l.id, l.delivery_key AS key
    FROM (SELECT lane FROM k WHERE lane IS NOT NULL LIMIT $3) w JOIN ${lanes} l ON l.id = w.lane
    ORDER BY l.id`;
  let last = "0";
  for (let limit = 1; ; limit = Math.min(2 * limit, KEYS)) {
    const values = [channel, last, limit];
    const { rows } = await storage.read((client) =>
      client.query<{ id: string; key: string }>(sql, values),
    );
    for (const [index, { key }] of rows.entries()) {
      const left = rows.slice(index);
      if (left.length > 1 && !readAhead.isFresh(channel)) await readAhead.read(channel, left);
      yield key;
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < limit) return;
    last = end.id;
  }
}

type FindNext = (client: PoolClient, last: string) => Promise<FullDelivery | undefined>;

/** One delivery after the other, each loaded when it is asked for: its bytes may be many. */
async function* listDeliveries(
  storage: Storage,
  findNext: FindNext,
  start?: (client: PoolClient) => Promise<string>,
): AsyncGenerator<LedgerDelivery> {
  let last = start === undefined ? "0" : await storage.read(start);
  for (;;) {
    const after = last;
    const found = await storage.read((client) => findNext(client, after));
    if (found === undefined) return;
    last = found.sequence;
    yield toLedgerDelivery(found, storage);
  }
}

/** The number of a delivery in the order of these lists. */
async function findSequence(client: PoolClient, storage: Storage, id: string): Promise<string> {
  const sql = `SELECT sequence FROM ${storage.tables.deliveries} WHERE id = $1`;
  const { rows } = await client.query<{ sequence: string }>(sql, [id]);
  const [found] = rows;
  if (found === undefined) throw storage.failure(`has no delivery ${id}`);
  return found.sequence;
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
  const sql = `${selectDeliveries(storage)}
    WHERE d.channel = $1 AND d.state <> 'settled' AND d.sequence > $2 ORDER BY d.sequence LIMIT 1`;
  return listDeliveries(storage, async (client, last) => {
    const { rows } = await client.query<FullDelivery>(sql, [channel, last]);
    return rows[0];
  });
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
  { channel, states, after }: HeldQuery,
): AsyncGenerator<LedgerDelivery> {
  const start =
    after === undefined
      ? undefined
      : (client: PoolClient): Promise<string> => findSequence(client, storage, after);
  const sql = `${selectDeliveries(storage)}
    WHERE d.channel = $1 AND d.sequence > $2 AND EXISTS (
      SELECT FROM ${storage.tables.records} r WHERE r.delivery = d.id AND r.state = ANY($3))
    ORDER BY d.sequence LIMIT 1`;
  return listDeliveries(
    storage,
    async (client, last) => {
      const { rows } = await client.query<FullDelivery>(sql, [channel, last, states]);
      return rows[0];
    },
    start,
  );
}

/**
 * Lists records a page at a time.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The records in the order in which they were taken in.
 */
export async function* listRecords(
  storage: Storage,
  query: RecordQuery,
): AsyncGenerator<LedgerRecord> {
  const { sql, values } = toFilter(query);
  const text = `${selectRecords(storage.tables)}
    WHERE ${sql} AND r.sequence > $${values.length + 1} ORDER BY r.sequence LIMIT ${PAGE_SIZE}`;
  let last = "0";
  for (;;) {
    const parameters = [...values, last];
    const { rows } = await storage.read((client) => client.query<FullRecord>(text, parameters));
    for (const row of rows) yield toLedgerRecord(row);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE_SIZE) return;
    last = end.sequence;
  }
}

/**
 * Lists the facts of the log, up to the last one that is certain when it begins.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The facts in their order.
 */
export async function* listEntries(
  storage: Storage,
  query: EntryQuery,
): AsyncGenerator<LedgerEntry> {
  const horizon = await storage.read((client) => readHorizon(client, storage));
  const text = `SELECT ${ENTRY_COLUMNS} FROM ${storage.tables.entries}
    WHERE seq > $1 AND seq <= $2 AND ($3::bigint IS NULL OR at <= $3)
    ORDER BY seq LIMIT ${PAGE_SIZE}`;
  let last: number | string = query.after ?? 0;
  for (;;) {
    const values: unknown[] = [last, horizon, query.until];
    const { rows } = await storage.read((client) => client.query<StoredEntry>(text, values));
    for (const row of rows) yield toEntry(row);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE_SIZE) return;
    last = end.seq;
  }
}
