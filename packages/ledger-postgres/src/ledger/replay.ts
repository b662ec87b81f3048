import { ChangeSet, type Fact } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { runTogether, type Statement } from "../connection/statements.ts";
import { type LaneNumbers, toLaneText } from "../storage/lanes.ts";
import { loadRows, putRows } from "../storage/load-rows.ts";
import type { Storage } from "../storage/storage.ts";
import {
  type DeliveryToStore,
  insertDeliveries,
  insertRecords,
  type RecordPlace,
  type RecordToStore,
} from "../storage/store-rows.ts";
import type { Tables } from "../storage/tables.ts";
import { ENTRY_COLUMNS, type StoredEntry, toFact } from "./facts.ts";

/** How many facts are derived from at a time. */
const PAGE_SIZE = 2_000;

/** Tables that only this connection sees, and that are gone at the end of its transaction. */
export type Rebuilt = Pick<Tables, "deliveries" | "records">;

/** Up to where the log is read. */
export interface Extent {
  /** The last number that counts. */
  readonly horizon: number;
  /** Only facts that were committed at this instant or before. */
  readonly until?: number;
}

const REBUILT: Rebuilt = {
  records: "pg_temp.rebuilt_records",
  deliveries: "pg_temp.rebuilt_deliveries",
};

async function createTables(client: PoolClient, { records, deliveries }: Tables): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE rebuilt_records (LIKE ${records} INCLUDING DEFAULTS) ON COMMIT DROP;
     ALTER TABLE rebuilt_records ADD PRIMARY KEY (id);
     CREATE INDEX ON rebuilt_records (delivery) WHERE delivery IS NOT NULL;
     CREATE TEMPORARY TABLE rebuilt_deliveries (LIKE ${deliveries} INCLUDING DEFAULTS) ON COMMIT DROP;
     ALTER TABLE rebuilt_deliveries ADD PRIMARY KEY (id)`,
  );
}

interface Page {
  readonly facts: readonly { readonly fact: Fact; readonly stored: StoredEntry }[];
  readonly recordIds: readonly string[];
  readonly deliveryIds: readonly string[];
}

function toPage(rows: readonly StoredEntry[]): Page {
  const facts = rows.map((stored) => ({ stored, fact: toFact(stored) }));
  const recordIds = new Set<string>();
  const deliveryIds = new Set<string>();
  for (const { fact } of facts) {
    if ("recordId" in fact) recordIds.add(fact.recordId);
    if ("deliveryId" in fact && fact.deliveryId !== undefined) deliveryIds.add(fact.deliveryId);
    if (fact.kind === "intent") for (const id of fact.recordIds) recordIds.add(id);
  }
  return { facts, recordIds: [...recordIds], deliveryIds: [...deliveryIds] };
}

/** Numbers the delivery keys that facts name; every one of them was numbered when the fact was committed. */
async function loadLanes(
  client: PoolClient,
  { tables }: Storage,
  page: Page,
): Promise<LaneNumbers> {
  const named = page.facts.map(({ fact }) => fact).filter((fact) => "deliveryKey" in fact);
  const columns = [
    named.map(({ channel }) => channel),
    named.map(({ deliveryKey }) => deliveryKey),
  ];
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT DISTINCT l.id, l.channel || chr(10) || l.delivery_key AS name FROM ${tables.lanes} l
     JOIN unnest($1::text[], $2::text[]) AS v(channel, delivery_key)
       ON l.channel = v.channel AND l.delivery_key = v.delivery_key`,
    columns,
  );
  return new Map(rows.map(({ id, name }) => [name, Number(id)]));
}

async function runAll(client: PoolClient, statements: readonly Statement[]): Promise<void> {
  if (statements.length > 0) await runTogether(client, statements);
}

async function storePage(
  client: PoolClient,
  stored: {
    readonly set: ChangeSet;
    readonly page: Page;
    readonly lanes: LaneNumbers;
  },
): Promise<void> {
  const { set, page, lanes } = stored;
  const placeOf = new Map<string, RecordPlace>();
  const intents = new Map<string, DeliveryToStore["intent"]>();
  for (const { fact } of page.facts) {
    if (fact.kind === "intent") intents.set(fact.deliveryId, fact);
    if (fact.kind !== "taken-in" && fact.kind !== "offered-again") continue;
    const { recordId, channel } = fact;
    placeOf.set(recordId, { channel, lane: lanes.get(toLaneText(fact)) ?? 0 });
  }
  const recordIds = set.changedRecords.map(({ id }) => id);
  const deliveryIds = set.changedDeliveries.map(({ id }) => id);
  const kept = await client.query<{ id: string; channel: string; lane: string }>(
    `DELETE FROM ${REBUILT.records} WHERE id = ANY($1) RETURNING id, channel, lane`,
    [recordIds],
  );
  const before = new Map(
    kept.rows.map(({ id, channel, lane }) => [id, { channel, lane: Number(lane) }]),
  );
  const records: RecordToStore[] = [];
  for (const id of recordIds) {
    const row = set.record(id);
    if (row !== undefined) records.push({ ...row, place: placeOf.get(id) ?? before.get(id) });
  }
  await runAll(client, insertRecords(REBUILT, records));
  await storeDeliveries(client, { set, deliveryIds, intents });
}

async function storeDeliveries(
  client: PoolClient,
  stored: {
    readonly set: ChangeSet;
    readonly deliveryIds: readonly string[];
    readonly intents: ReadonlyMap<string, DeliveryToStore["intent"]>;
  },
): Promise<void> {
  const { set, deliveryIds, intents } = stored;
  const kept = await client.query<{
    id: string;
    channel: string;
    delivery_key: string;
    sha256: string;
  }>(
    `DELETE FROM ${REBUILT.deliveries} WHERE id = ANY($1) RETURNING id, channel, delivery_key, sha256`,
    [deliveryIds],
  );
  const before = new Map(
    kept.rows.map(({ id, channel, delivery_key: deliveryKey, sha256 }) => [
      id,
      { kind: "intent", deliveryId: id, recordIds: [], channel, deliveryKey, sha256 } as const,
    ]),
  );
  const deliveries: DeliveryToStore[] = [];
  for (const id of deliveryIds) {
    const row = set.delivery(id);
    if (row !== undefined) {
      deliveries.push({ ...row, intent: intents.get(id) ?? before.get(id) });
    }
  }
  await runAll(client, insertDeliveries(REBUILT, deliveries));
}

async function replayPage(
  client: PoolClient,
  storage: Storage,
  rows: readonly StoredEntry[],
): Promise<void> {
  const page = toPage(rows);
  const set = new ChangeSet({ sequence: 0, at: 0, failure: storage.failure });
  putRows(set, await loadRows(client, REBUILT, page));
  for (const { fact, stored } of page.facts) {
    set.replay(fact, { sequence: Number(stored.seq), at: Number(stored.at) });
  }
  await storePage(client, { set, page, lanes: await loadLanes(client, storage, page) });
}

/**
 * Derives the state of all records and deliveries from the log into tables of this transaction, in bounded memory.
 *
 * @param client - The connection, within a transaction.
 * @param storage - The storage.
 * @param extent - Up to where.
 * @returns The tables, and how many facts there were.
 */
export async function replayLog(
  client: PoolClient,
  storage: Storage,
  extent: Extent,
): Promise<{ readonly tables: Rebuilt; readonly entries: number }> {
  await createTables(client, storage.tables);
  const text = `SELECT ${ENTRY_COLUMNS} FROM ${storage.tables.entries}
    WHERE seq > $1 AND seq <= $2 AND ($3::bigint IS NULL OR at <= $3) ORDER BY seq LIMIT $4`;
  let [last, count] = ["0", 0];
  for (;;) {
    const values = [last, extent.horizon, extent.until, PAGE_SIZE];
    const { rows } = await client.query<StoredEntry>(text, values);
    const end = rows.at(-1);
    if (end === undefined) return { tables: REBUILT, entries: count };
    await replayPage(client, storage, rows);
    last = end.seq;
    count += rows.length;
  }
}
