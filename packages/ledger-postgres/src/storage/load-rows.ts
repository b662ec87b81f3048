import type { ChangeSet, DeliveryRow, RecordRow } from "@usage-billing/ledger/storage";
import type { PoolClient, QueryResult } from "pg";
import { runTogether, type Statement } from "../connection/statements.ts";
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
  /** Whether the records of the deliveries are left out, because the change is not about them. */
  readonly isWithoutMembers?: boolean;
}

/** Rows as they are stored. */
export interface LoadedRows {
  readonly records: readonly RecordRow[];
  readonly deliveries: readonly DeliveryRow[];
}

type RowTables = Pick<Tables, "deliveries" | "records">;

/**
 * Gives the statements that load rows and lock them until the end of the transaction: deliveries before
 * records, each in the order of their ids, so that processes wait for each other and not for themselves.
 *
 * @param tables - The tables to read.
 * @param wanted - Which rows.
 * @returns Two statements, whose results {@link toLoadedRows} reads.
 */
export function selectRows(
  tables: RowTables,
  { recordIds = [], deliveryIds = [], isWithoutMembers = false }: Wanted,
): readonly [Statement, Statement] {
  const [isWanted, values] =
    deliveryIds.length === 0 || isWithoutMembers
      ? ["r.id = ANY($1)", [recordIds]]
      : ["(r.id = ANY($1) OR r.delivery = ANY($2))", [recordIds, deliveryIds]];
  return [
    {
      text: `SELECT ${DELIVERY_COLUMNS} FROM ${tables.deliveries} d
        WHERE d.id = ANY($1) ORDER BY d.id FOR UPDATE`,
      values: [deliveryIds],
    },
    {
      text: `SELECT ${RECORD_COLUMNS} FROM ${tables.records} r
        WHERE ${isWanted} ORDER BY r.id FOR UPDATE`,
      values,
    },
  ];
}

/**
 * Reads what the statements of {@link selectRows} gave.
 *
 * @param results - Their results.
 * @returns The rows that are there.
 */
export function toLoadedRows(results: readonly QueryResult[]): LoadedRows {
  const [deliveries, records] = results;
  return {
    deliveries: ((deliveries?.rows ?? []) as StoredDelivery[]).map(toDeliveryRow),
    records: ((records?.rows ?? []) as StoredRecord[]).map(toRecordRow),
  };
}

/**
 * Loads rows and locks them.
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
  return toLoadedRows(await runTogether(client, selectRows(tables, wanted)));
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
