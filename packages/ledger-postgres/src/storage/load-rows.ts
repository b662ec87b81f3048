import type { ChangeSet, DeliveryRow, RecordRow } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import {
  DELIVERY_COLUMNS,
  RECORD_COLUMNS,
  type StoredDelivery,
  type StoredRecord,
  toDeliveryRow,
  toRecordRow,
} from "./rows.ts";
import type { Tables } from "./tables.ts";

/** Which rows a change is about. */
export interface Wanted {
  /** Records by their ids. */
  readonly recordIds?: readonly string[];
  /** Deliveries by their ids, with their records. */
  readonly deliveryIds?: readonly string[];
}

/** Rows as they are stored. */
export interface LoadedRows {
  readonly records: readonly RecordRow[];
  readonly deliveries: readonly DeliveryRow[];
}

type RowTables = Pick<Tables, "deliveries" | "records">;

async function loadDeliveries(
  client: PoolClient,
  tables: RowTables,
  ids: readonly string[],
): Promise<DeliveryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<StoredDelivery>(
    `SELECT ${DELIVERY_COLUMNS} FROM ${tables.deliveries} d WHERE d.id = ANY($1) ORDER BY d.id FOR UPDATE`,
    [ids],
  );
  return rows.map(toDeliveryRow);
}

async function loadRecords(
  client: PoolClient,
  tables: RowTables,
  { recordIds = [], deliveryIds = [] }: Wanted,
): Promise<RecordRow[]> {
  const select = `SELECT ${RECORD_COLUMNS} FROM ${tables.records} r`;
  if (deliveryIds.length === 0) {
    const sql = `${select} WHERE r.id = ANY($1) ORDER BY r.id FOR UPDATE`;
    const { rows } = await client.query<StoredRecord>(sql, [recordIds]);
    return rows.map(toRecordRow);
  }
  const { rows } = await client.query<StoredRecord>(
    `${select} WHERE r.id = ANY($1) OR r.delivery = ANY($2) ORDER BY r.id FOR UPDATE`,
    [recordIds, deliveryIds],
  );
  return rows.map(toRecordRow);
}

/**
 * Loads rows and locks them until the end of the transaction: deliveries before records, each in the order
 * of their ids, so that processes wait for each other and not for themselves.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The tables to read.
 * @param wanted - Which rows.
 * @returns Those that are there.
 */
export async function loadRows(
  client: PoolClient,
  tables: RowTables,
  wanted: Wanted,
): Promise<LoadedRows> {
  const deliveries = await loadDeliveries(client, tables, wanted.deliveryIds ?? []);
  return { deliveries, records: await loadRecords(client, tables, wanted) };
}

/**
 * Finds the deliveries that records are in.
 *
 * @param client - The connection.
 * @param tables - The tables to read.
 * @param recordIds - The records.
 * @returns The deliveries' ids.
 */
export async function findDeliveriesOf(
  client: PoolClient,
  tables: RowTables,
  recordIds: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ delivery: string }>(
    `SELECT DISTINCT delivery FROM ${tables.records} WHERE id = ANY($1) AND delivery IS NOT NULL`,
    [recordIds],
  );
  return rows.map(({ delivery }) => delivery);
}

/**
 * Puts loaded rows into a change.
 *
 * @param set - The change.
 * @param loaded - The rows.
 */
export function putRows(set: ChangeSet, { records, deliveries }: LoadedRows): void {
  const members = new Map<string, RecordRow[]>(deliveries.map(({ id }) => [id, []]));
  for (const row of records) {
    set.putRecord(row);
    if (row.deliveryId !== undefined) members.get(row.deliveryId)?.push(row);
  }
  for (const row of deliveries) {
    const own = (members.get(row.id) ?? []).sort((left, right) => left.sequence - right.sequence);
    set.putDelivery(
      row,
      own.map(({ id }) => id),
    );
  }
}
