import type { Instant, UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import { IN_DOUBT } from "../decide/rows.ts";
import type { LedgerRecord, RecordQuery, RecordSum } from "../model.ts";
import type { RecordState } from "../state-machine.ts";
import { RecordSums } from "../sum-records.ts";
import { fromRecordCode, NOTABLE, toRecordCode } from "./codes.ts";
import { FILTER, filterValues } from "./filter.ts";
import { fromNumberList } from "./number-list.ts";
import { isNotable } from "./record-pages.ts";
import { type LedgerRecordRow, RECORD_COLUMNS, toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";
import { readStored } from "./stored-amount.ts";

const WAITING = toRecordCode("waiting");
const DOUBTFUL = JSON.stringify([...IN_DOUBT].map(toRecordCode));
const NOWHERE: readonly RecordState[] = [
  ...(["waiting", "refused", "retracted", "corrected", "dismissed"] as const),
];
const NOT_HELD = JSON.stringify(NOWHERE.map(toRecordCode));

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
       AND r.state = ${WAITING} ORDER BY r.seq LIMIT ?`,
    query.channel,
    query.deliveryKey,
    query.limit,
  );
  return rows.map(({ body }) => fromContentJson(body));
}

/** The numbers of the records that were ever in some deliveries. */
function listMembers(storage: Storage, deliveries: readonly number[]): number[] {
  const sql = "SELECT d.records FROM json_each(?) j CROSS JOIN deliveries d ON d.seq = j.value";
  const rows = storage.all<{ records: string }>(sql, JSON.stringify(deliveries));
  return rows.flatMap(({ records }) => fromNumberList(records));
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
  const lane = storage.get<{ id: number }>(
    "SELECT id FROM lanes WHERE channel = ? AND delivery_key = ?",
    channel,
    deliveryKey,
  );
  const deliveries = lane === undefined ? [] : storage.laneDeliveries.find(lane.id);
  const rows = storage.all<LedgerRecordRow>(
    `${RECORD_COLUMNS}
     WHERE r.seq IN (SELECT value FROM json_each(?)) AND r.delivery IN (SELECT value FROM json_each(?))
       AND r.state NOT IN (SELECT value FROM json_each(?)) ORDER BY r.seq`,
    JSON.stringify(listMembers(storage, deliveries)),
    JSON.stringify(deliveries),
    NOT_HELD,
  );
  return rows.map((row) => toLedgerRecord(storage, row));
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
     WHERE r.state = ${WAITING} AND l.channel = ?`,
    channel,
  );
  const open = storage.all<{ seq: number }>(
    `SELECT o.seq FROM open_deliveries o JOIN deliveries d ON d.seq = o.seq JOIN lanes l ON l.id = d.lane
     WHERE l.channel = ?`,
    channel,
  );
  const deliveries = open.map(({ seq }) => seq);
  const sql = `SELECT count(DISTINCT r.seq) AS count FROM json_each(?1) j CROSS JOIN records r ON r.seq = j.value
    WHERE r.delivery IN (SELECT value FROM json_each(?2)) AND r.state IN (SELECT value FROM json_each(?3))`;
  const values = [listMembers(storage, deliveries), deliveries].map((list) => JSON.stringify(list));
  const doubtful = storage.get<{ count: number }>(sql, ...values, DOUBTFUL);
  return (waiting?.count ?? 0) + (doubtful?.count ?? 0);
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
  readonly code: number;
  readonly quantity: string;
  readonly outcome: number;
  readonly recordId: string;
}

const SUM_ROWS = `SELECT l.channel, e.body ->> '$.meter' AS meter, r.state AS code,
    e.body ->> '$.quantity' AS quantity, r.outcome,
    CASE r.state WHEN ${toRecordCode("partial")} THEN e.body ->> '$.recordId' ELSE '' END AS recordId
  FROM records r`;
const SUM_REST = `JOIN entries e ON e.seq = coalesce(r.content, r.seq) JOIN lanes l ON l.id = r.lane
  WHERE ${FILTER}`;

/**
 * Adds records up, exactly.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @returns The sums, ordered.
 */
export function sumRecords(storage: Storage, query: RecordQuery): RecordSum[] {
  const sums = new RecordSums();
  const sql = isNotable(query)
    ? `${SUM_ROWS} INDEXED BY notable_records ${SUM_REST} AND r.state >= ${NOTABLE}`
    : `${SUM_ROWS} ${SUM_REST}`;
  for (const row of storage.iterate<SumRow>(sql, ...filterValues(query))) {
    const { channel, meter, code, quantity } = row;
    const stored = readStored(storage, row);
    const state = fromRecordCode(code);
    sums.add({ channel, meter: meter ?? undefined, state, quantity, stored });
  }
  return sums.toArray();
}
