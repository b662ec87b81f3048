import type { Instant } from "@usage-billing/core";
import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { fromContentJson } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";
import { readAccounts } from "./accounts.ts";
import { readCredits } from "./credits.ts";
import { readHistory } from "./history.ts";
import { findLedgerDelivery } from "./ledger-deliveries.ts";
import { type FullRecord, selectRecords, toLedgerRecord } from "./ledger-records.ts";
import {
  listEntries,
  listHeldDeliveries,
  listOpenDeliveries,
  listPendingKeys,
  listRecords,
} from "./lists.ts";
import type { ReadAhead } from "./read-ahead.ts";
import { findSentRecord } from "./sent-record.ts";
import { readSums } from "./sums.ts";
import { readWindows } from "./windows.ts";

/** The methods of a ledger that read its present state and its log. */
export type Reads = Pick<
  Ledger,
  | "accounts"
  | "credits"
  | "delivery"
  | "entries"
  | "heldDeliveries"
  | "heldRecords"
  | "history"
  | "knownSubscriptions"
  | "lastIntents"
  | "openDeliveries"
  | "pendingCount"
  | "pendingKeys"
  | "pendingRecords"
  | "record"
  | "records"
  | "recordsOf"
  | "sentRecord"
  | "sums"
  | "windows"
>;

interface Counted {
  readonly count: string;
}

async function readRecords(
  client: PoolClient,
  storage: Storage,
  where: { readonly sql: string; readonly values: readonly unknown[] },
): Promise<LedgerRecord[]> {
  const sql = `${selectRecords(storage.tables)} WHERE ${where.sql}`;
  const { rows } = await client.query<FullRecord>(sql, [...where.values]);
  return rows.map(toLedgerRecord);
}

async function countPending(
  client: PoolClient,
  { tables }: Storage,
  channel: string,
): Promise<number> {
  const { rows } = await client.query<Counted>(
    `SELECT (SELECT count(*) FROM ${tables.records} WHERE channel = $1 AND state = 'waiting')
      + (SELECT count(*) FROM ${tables.deliveries} d JOIN ${tables.records} r ON r.delivery = d.id
        WHERE d.channel = $1 AND d.state <> 'settled'
          AND r.state IN ('sending', 'unsent', 'unknown', 'ambiguous')) AS count`,
    [channel],
  );
  return Number(rows[0]?.count);
}

async function countIntents(
  client: PoolClient,
  { tables }: Storage,
  counted: { readonly channel: string; readonly since: Instant },
): Promise<number> {
  const { rows } = await client.query<Counted>(
    `SELECT count(*) AS count FROM ${tables.entries} e JOIN ${tables.deliveries} d ON d.id = e.delivery
     WHERE e.kind IN ('intent', 'resend') AND coalesce(e.clock, e.at) >= $1 AND d.channel = $2`,
    [counted.since, counted.channel],
  );
  return Number(rows[0]?.count);
}

function createPendingReads(
  storage: Storage,
  readAhead: ReadAhead,
): Pick<Reads, "heldRecords" | "pendingCount" | "pendingKeys" | "pendingRecords"> {
  const { tables, read } = storage;
  return {
    pendingKeys: (channel) => listPendingKeys(storage, channel, readAhead),
    pendingCount: (channel) => read((client) => countPending(client, storage, channel)),
    pendingRecords: async (channel, deliveryKey, limit) => {
      const known = readAhead.takePending(channel, deliveryKey, limit);
      if (known !== undefined) return known;
      const { rows } = await read((client) =>
        client.query<{ body: string }>(
          `SELECT e.body FROM ${tables.records} r JOIN ${tables.entries} e ON e.seq = r.content_sequence
           WHERE r.channel = $1 AND r.lane = (SELECT id FROM ${tables.lanes} WHERE channel = $1 AND delivery_key = $2)
             AND r.state = 'waiting' ORDER BY r.content_sequence LIMIT $3`,
          [channel, deliveryKey, limit],
        ),
      );
      return rows.map(({ body }) => fromContentJson(body));
    },
    heldRecords: async (channel, deliveryKey) => {
      const known = readAhead.takeHeld(channel, deliveryKey);
      if (known !== undefined) return known;
      const sql = `r.delivery IN (SELECT id FROM ${tables.deliveries} WHERE channel = $1 AND delivery_key = $2)
        AND r.state NOT IN ('waiting', 'refused', 'retracted', 'corrected', 'dismissed') ORDER BY r.sequence`;
      const values = [channel, deliveryKey];
      return read((client) => readRecords(client, storage, { sql, values }));
    },
  };
}

async function listSubscriptions(
  client: PoolClient,
  { tables }: Storage,
  channel: string,
): Promise<string[]> {
  const { rows } = await client.query<{ subscription: string }>(
    `SELECT DISTINCT e.body::json ->> 'subscription' AS subscription
     FROM ${tables.records} r JOIN ${tables.entries} e ON e.seq = r.content_sequence
     WHERE r.channel = $1`,
    [channel],
  );
  return rows.map(({ subscription }) => subscription).sort();
}

/**
 * Makes the methods that read.
 *
 * @param storage - The storage.
 * @param readAhead - What has read ahead for planning.
 * @returns The methods.
 */
export function createReads(storage: Storage, readAhead: ReadAhead): Reads {
  const { read, tables } = storage;
  return {
    ...createPendingReads(storage, readAhead),
    accounts: () => read((client) => readAccounts(client, storage)),
    windows: (query = {}) => read((client) => readWindows(client, storage, query)),
    credits: (query = {}) => read((client) => readCredits(client, storage, query)),
    openDeliveries: (channel) => listOpenDeliveries(storage, channel),
    heldDeliveries: (query) => listHeldDeliveries(storage, query),
    lastIntents: (channel, since) =>
      read((client) => countIntents(client, storage, { channel, since })),
    sentRecord: (recordId) => read((client) => findSentRecord(client, storage, recordId)),
    record: async (recordId) => {
      const where = { sql: "r.id = $1", values: [recordId] };
      const [found] = await read((client) => readRecords(client, storage, where));
      return found;
    },
    records: (query = {}) => listRecords(storage, query),
    delivery: (deliveryId) => read((client) => findLedgerDelivery(client, storage, deliveryId)),
    recordsOf: (deliveryId) => {
      const where = { sql: "r.delivery = $1 ORDER BY r.sequence", values: [deliveryId] };
      return read((client) => readRecords(client, storage, where));
    },
    history: (recordId) => read((client) => readHistory(client, storage, recordId)),
    sums: (query = {}) => read((client) => readSums(client, tables, query)),
    knownSubscriptions: (channel) => read((client) => listSubscriptions(client, storage, channel)),
    entries: (query = {}) => listEntries(storage, query),
  };
}
