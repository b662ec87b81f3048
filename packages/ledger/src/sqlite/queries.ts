import type { Instant, UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import type { LedgerRecord, RecordQuery, RecordSum } from "../model.ts";
import type { RecordState } from "../state-machine.ts";
import { RecordSums } from "../sum-records.ts";
import { FILTER, filterValues } from "./filter.ts";
import { type LedgerRecordRow, RECORD_COLUMNS, toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

/**
 * Loads waiting records of one key.
 *
 * @param storage - The storage.
 * @param query - Channel, key, and how many at most.
 * @returns The records.
 */
export function loadPending(
  storage: Storage,
  query: { readonly channel: string; readonly deliveryKey: string; readonly limit: number },
): UsageRecord[] {
  const rows = storage.all<{ body: string }>(
    `SELECT e.body FROM records r JOIN entries e ON e.seq = coalesce(r.content, r.seq)
     WHERE r.lane = (SELECT id FROM lanes WHERE channel = ? AND delivery_key = ?)
       AND r.state = 'waiting' ORDER BY r.seq LIMIT ?`,
    query.channel,
    query.deliveryKey,
    query.limit,
  );
  return rows.map(({ body }) => fromContentJson(body));
}

/**
 * Loads the records of one key that the channel holds or may hold.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @param deliveryKey - The key.
 * @returns The records.
 */
export function loadHeld(storage: Storage, channel: string, deliveryKey: string): LedgerRecord[] {
  const rows = storage.all<LedgerRecordRow>(
    `${RECORD_COLUMNS}
     WHERE r.delivery IN (SELECT d.seq FROM deliveries d JOIN lanes l ON l.id = d.lane
         WHERE l.channel = ? AND l.delivery_key = ?)
       AND r.state NOT IN ('waiting', 'refused', 'retracted', 'corrected') ORDER BY r.seq`,
    channel,
    deliveryKey,
  );
  return rows.map(toLedgerRecord);
}

/**
 * Counts records without an outcome.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns How many there are.
 */
export function countPending(storage: Storage, channel: string): number {
  const waiting = storage.get<{ count: number }>(
    `SELECT count(*) AS count FROM records r CROSS JOIN lanes l ON l.id = r.lane
     WHERE r.state = 'waiting' AND l.channel = ?`,
    channel,
  );
  const open = storage.get<{ count: number }>(
    `SELECT count(*) AS count FROM deliveries d JOIN records r ON r.delivery = d.seq
     JOIN lanes l ON l.id = d.lane WHERE l.channel = ? AND d.state <> 'settled'
       AND r.state IN ('sending', 'unsent', 'unknown', 'ambiguous')`,
    channel,
  );
  return (waiting?.count ?? 0) + (open?.count ?? 0);
}

/** Finds the first fact of an instant or later by halving, because times never fall as numbers rise. */
function firstSequence(storage: Storage, since: Instant): number {
  const ends = storage.get<{ low: number | null; high: number | null }>(
    "SELECT min(seq) AS low, max(seq) + 1 AS high FROM entries",
  );
  let [low, high] = [ends?.low ?? 0, ends?.high ?? 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const sql = "SELECT at FROM entries WHERE seq >= ? ORDER BY seq LIMIT 1";
    const { at = since } = storage.get<{ at: number }>(sql, middle) ?? {};
    if (at < since) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Counts intents and resends.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @param since - The first instant that counts.
 * @returns How many there were.
 */
export function countIntents(storage: Storage, channel: string, since: Instant): number {
  const sql = `SELECT count(*) AS count FROM entries e LEFT JOIN entries i ON i.seq = e.delivery
    JOIN lanes l ON l.id = coalesce(e.lane, i.lane)
    WHERE e.seq >= ? AND e.kind IN ('intent', 'resend') AND coalesce(e.clock, e.at) >= ?
      AND l.channel = ?`;
  const values = [firstSequence(storage, since), since, channel];
  return storage.get<{ count: number }>(sql, ...values)?.count ?? 0;
}

/**
 * Lists a channel's subscriptions.
 *
 * @param storage - The storage.
 * @param channel - The channel's id.
 * @returns Each once, ordered.
 */
export function listSubscriptions(storage: Storage, channel: string): string[] {
  const rows = storage.all<{ subscription: string }>(
    `SELECT DISTINCT e.body ->> '$.subscription' AS subscription
     FROM records r JOIN lanes l ON l.id = r.lane
     JOIN entries e ON e.seq = coalesce(r.content, r.seq)
     WHERE l.channel = ? ORDER BY subscription`,
    channel,
  );
  return rows.map(({ subscription }) => subscription);
}

interface SumRow {
  readonly channel: string;
  readonly meter: string | null;
  readonly state: RecordState;
  readonly quantity: string;
  readonly stored: string | null;
}

const SUM_ROWS = `SELECT e.body ->> '$.channel' AS channel, e.body ->> '$.meter' AS meter, r.state,
    e.body ->> '$.quantity' AS quantity,
    CASE r.state WHEN 'partial' THEN r.outcome ->> '$.stored' END AS stored
  FROM records r JOIN entries e ON e.seq = coalesce(r.content, r.seq) WHERE ${FILTER}`;

/**
 * Adds records up, exactly.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The sums, ordered.
 */
export function sumRecords(storage: Storage, query: RecordQuery): RecordSum[] {
  const sums = new RecordSums();
  for (const row of storage.iterate<SumRow>(SUM_ROWS, ...filterValues(query))) {
    sums.add({ ...row, meter: row.meter ?? undefined, stored: row.stored ?? undefined });
  }
  return sums.toArray();
}
