import type { SentRecord } from "@usage-billing/core";
import { HELD } from "../decide/rows.ts";
import { fromRecordCode } from "./codes.ts";
import { findDelivery, loadLedgerDelivery } from "./delivery-rows.ts";
import { findRecord, loadMembers, toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

/**
 * Gives what a channel needs to change a record that it holds.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The record and its place; `undefined` when the channel does not hold it.
 */
export function findSentRecord(storage: Storage, recordId: string): SentRecord | undefined {
  const row = findRecord(storage, recordId);
  if (row === undefined || !HELD.has(fromRecordCode(row.state))) return undefined;
  const { record, reference, deliveryId } = toLedgerRecord(storage, row);
  const found = deliveryId === undefined ? undefined : findDelivery(storage, deliveryId);
  if (reference === undefined || found === undefined) return undefined;
  const records = loadMembers(storage, found, HELD).map((held) => held.record);
  return {
    record,
    reference,
    delivery: { ...loadLedgerDelivery(storage, found).delivery, records },
  };
}
