import type { SentRecord } from "@usage-billing/core";
import { HELD } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";
import { findLedgerDelivery } from "./ledger-deliveries.ts";
import { type FullRecord, selectRecords, toLedgerRecord } from "./ledger-records.ts";

/**
 * Gives what a channel needs to change a record that it holds.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The record and its place; `undefined` when the channel does not hold it.
 */
export async function findSentRecord(
  client: PoolClient,
  storage: Storage,
  recordId: string,
): Promise<SentRecord | undefined> {
  const select = selectRecords(storage.tables);
  const found = await client.query<FullRecord>(`${select} WHERE r.id = $1`, [recordId]);
  const [row] = found.rows;
  if (row === undefined || !HELD.has(row.state)) return undefined;
  const { record, reference, deliveryId } = toLedgerRecord(row);
  if (reference === undefined || deliveryId === undefined) return undefined;
  const held = await findLedgerDelivery(client, storage, deliveryId);
  if (held === undefined) return undefined;
  const members = await client.query<FullRecord>(
    `${select} WHERE r.delivery = $1 AND r.state = ANY($2) ORDER BY r.sequence`,
    [deliveryId, [...HELD]],
  );
  const records = members.rows.map((member) => toLedgerRecord(member).record);
  return { record, reference, delivery: { ...held.delivery, records } };
}
