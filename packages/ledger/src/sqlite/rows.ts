import type { Delivery, UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import type { LedgerDelivery, LedgerRecord } from "../model.ts";
import { fromOutcomeJson } from "../outcome-json.ts";
import type { DeliveryState, RecordState } from "../state-machine.ts";
import type { Storage } from "./storage.ts";

/** The columns that {@link RECORD_COLUMNS} names. */
export interface RecordRow {
  readonly seq: number;
  readonly state: RecordState;
  readonly reference: string | null;
  readonly outcome: string | null;
  readonly replacedBy: string | null;
  readonly deliveryId: string | null;
  readonly body: string;
  readonly at: number;
}

/** What makes a {@link RecordRow}; continue with a WHERE clause. */
export const RECORD_COLUMNS = `
  SELECT r.seq, r.state, r.reference, r.outcome, r.replaced_by AS replacedBy, d.id AS deliveryId, e.body, e.at
  FROM records r JOIN entries e ON e.seq = r.seq LEFT JOIN deliveries d ON d.seq = r.delivery`;

/** The columns of `deliveries`. */
export interface DeliveryRow {
  readonly seq: number;
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly state: DeliveryState;
  readonly sha256: string;
  readonly attempts: number;
  readonly intendedAt: number;
}

/** What makes a {@link DeliveryRow}; continue with a WHERE clause. */
export const DELIVERY_COLUMNS = `
  SELECT seq, id, channel, delivery_key AS key, state, sha256, attempts, intended_at AS intendedAt
  FROM deliveries`;

/** The body of an `intent`. */
export interface IntentBody {
  readonly sha256: string;
  /** The ids of the delivery's records, in the order in which they were planned. */
  readonly records: readonly string[];
}

/**
 * Makes a ledger record of a row.
 *
 * @param row - The row.
 * @returns The record.
 */
export function toLedgerRecord(row: RecordRow): LedgerRecord {
  return {
    record: fromContentJson(row.body),
    state: row.state,
    takenInAt: row.at,
    ...(row.deliveryId === null ? {} : { deliveryId: row.deliveryId }),
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.outcome === null ? {} : { outcome: fromOutcomeJson(row.outcome) }),
    ...(row.replacedBy === null ? {} : { replacedBy: row.replacedBy }),
  };
}

/**
 * Finds a record by its id.
 *
 * @param storage - The storage.
 * @param recordId - The id.
 * @returns The row.
 */
export function findRecord(storage: Storage, recordId: string): RecordRow | undefined {
  return storage.get<RecordRow>(`${RECORD_COLUMNS} WHERE r.id = ?`, recordId);
}

/**
 * Finds a delivery by its id.
 *
 * @param storage - The storage.
 * @param deliveryId - The id.
 * @returns The row.
 */
export function findDelivery(storage: Storage, deliveryId: string): DeliveryRow | undefined {
  return storage.get<DeliveryRow>(`${DELIVERY_COLUMNS} WHERE id = ?`, deliveryId);
}

function loadPlanned(storage: Storage, row: DeliveryRow): UsageRecord[] {
  const intent = storage.get<{ body: string }>("SELECT body FROM entries WHERE seq = ?", row.seq);
  const { records } = JSON.parse(intent?.body ?? '{"records":[]}') as IntentBody;
  const sql = "SELECT e.body FROM records r JOIN entries e ON e.seq = r.seq WHERE r.id = ?";
  return records.map((id) => {
    const found = storage.get<{ body: string }>(sql, id);
    if (found === undefined)
      throw storage.failure(`has a delivery of record ${id}, but not the record`);
    return fromContentJson(found.body);
  });
}

/**
 * Loads a delivery as it was planned, with its bytes.
 *
 * @param storage - The storage.
 * @param row - The delivery's row.
 * @returns The delivery.
 */
export function loadDelivery(storage: Storage, row: DeliveryRow): Delivery {
  const { id, channel, key } = row;
  const intent = storage.get<{ bytes: Uint8Array }>(
    "SELECT bytes FROM entries WHERE seq = ?",
    row.seq,
  );
  const body = intent?.bytes ?? new Uint8Array();
  return { id, channel, key, records: loadPlanned(storage, row), body };
}

/**
 * Loads a delivery with what the ledger knows of it.
 *
 * @param storage - The storage.
 * @param row - The delivery's row.
 * @returns The delivery.
 */
export function loadLedgerDelivery(storage: Storage, row: DeliveryRow): LedgerDelivery {
  const { state, sha256, attempts, intendedAt } = row;
  const inDoubt = storage.all<{ id: string; isAmbiguous: number }>(
    `SELECT id, state = 'ambiguous' AS isAmbiguous FROM records
     WHERE delivery = ? AND state IN ('sending', 'unsent', 'unknown', 'ambiguous')`,
    row.seq,
  );
  const openRecordIds = inDoubt.filter(({ isAmbiguous }) => isAmbiguous === 0).map(({ id }) => id);
  const ambiguousRecordIds = inDoubt
    .filter(({ isAmbiguous }) => isAmbiguous === 1)
    .map(({ id }) => id);
  return {
    delivery: loadDelivery(storage, row),
    state,
    sha256,
    attempts,
    intendedAt,
    openRecordIds,
    ambiguousRecordIds,
  };
}
