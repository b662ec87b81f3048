import type { Delivery, UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import type { ChangeSet } from "../decide/change-set.ts";
import type { LedgerDelivery, LedgerRecord } from "../model.ts";
import { fromOutcomeJson } from "../outcome-json.ts";
import type { DeliveryState, RecordState } from "../state-machine.ts";
import { fromStoredId, type StoredId } from "./ids.ts";
import type { State } from "./state.ts";
import type { Storage } from "./storage.ts";

/** The columns that {@link RECORD_COLUMNS} names. */
export interface LedgerRecordRow {
  readonly seq: number;
  readonly state: RecordState;
  readonly reference: string | null;
  readonly outcome: string | null;
  readonly replacedBy: string | null;
  readonly deliveryId: StoredId | null;
  readonly body: string;
  readonly at: number;
}

/** What makes a {@link LedgerRecordRow}; continue with a WHERE clause. */
export const RECORD_COLUMNS = `
  SELECT r.seq, r.state, r.reference, r.outcome, r.replaced_by AS replacedBy, d.id AS deliveryId, e.body, e.at
  FROM records r JOIN entries e ON e.seq = coalesce(r.content, r.seq) LEFT JOIN deliveries d ON d.seq = r.delivery`;

/** The columns that {@link DELIVERY_COLUMNS} names. */
export interface LedgerDeliveryRow {
  readonly seq: number;
  readonly id: StoredId;
  readonly channel: string;
  readonly key: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly intendedAt: number;
}

/** What makes a {@link LedgerDeliveryRow}; continue with a WHERE clause. */
export const DELIVERY_COLUMNS = `
  SELECT d.seq, d.id, l.channel, l.delivery_key AS key, d.state, d.attempts, d.intended_at AS intendedAt
  FROM deliveries d JOIN lanes l ON l.id = d.lane`;

/**
 * Makes a ledger record of a row.
 *
 * @param row - The row.
 * @returns The record.
 */
export function toLedgerRecord(row: LedgerRecordRow): LedgerRecord {
  return {
    record: fromContentJson(row.body),
    state: row.state,
    takenInAt: row.at,
    ...(row.deliveryId === null ? {} : { deliveryId: fromStoredId(row.deliveryId) }),
    ...(row.reference === null ? {} : { reference: row.reference }),
    ...(row.outcome === null ? {} : { outcome: fromOutcomeJson(row.outcome) }),
    ...(row.replacedBy === null ? {} : { replacedBy: row.replacedBy }),
  };
}

/**
 * Finds a record by its id.
 *
 * @param state - The state.
 * @param recordId - The id.
 * @returns The row.
 */
export function findRecord(state: State, recordId: string): LedgerRecordRow | undefined {
  const seq = state.recordIds.find(recordId);
  if (seq === undefined) return undefined;
  return state.get<LedgerRecordRow>(`${RECORD_COLUMNS} WHERE r.seq = ?`, seq);
}

/**
 * Loads the records that are in a delivery now.
 *
 * @param state - The state.
 * @param seq - The delivery's number.
 * @returns The records in the order in which they were taken in.
 */
export function loadMembers(state: State, seq: number): LedgerRecord[] {
  const sql = `${RECORD_COLUMNS} WHERE r.delivery = ? ORDER BY r.seq`;
  return state.all<LedgerRecordRow>(sql, seq).map(toLedgerRecord);
}

/**
 * Finds a delivery by its id.
 *
 * @param state - The state.
 * @param deliveryId - The id.
 * @returns The row.
 */
export function findDelivery(state: State, deliveryId: string): LedgerDeliveryRow | undefined {
  const seq = state.deliveryIds.find(deliveryId);
  if (seq === undefined) return undefined;
  return state.get<LedgerDeliveryRow>(`${DELIVERY_COLUMNS} WHERE d.seq = ?`, seq);
}

/**
 * Loads the content of records that are in a change.
 *
 * @param state - The state.
 * @param set - The change.
 * @param recordIds - The ids of the records.
 * @returns The content as JSON, of those that are there.
 */
export function loadContents(
  state: State,
  set: ChangeSet,
  recordIds: readonly string[],
): Map<string, string> {
  const contents = new Map<string, string>();
  for (const id of recordIds) {
    const row = set.record(id);
    if (row === undefined) continue;
    const sql = "SELECT body FROM entries WHERE seq = ?";
    const entry = state.get<{ body: string }>(sql, row.contentSequence);
    if (entry !== undefined) contents.set(id, entry.body);
  }
  return contents;
}

/** The body of an `intent`. */
interface IntentBody {
  readonly sha256: string;
  readonly records: readonly string[];
}

interface PlannedRow {
  readonly seq: number;
  readonly content: number | null;
  readonly body: string;
}

/** The content that a record had before a fact, when it was offered again after it. */
function earlierContent(state: State, seq: number, before: number): string | undefined {
  const sql = `SELECT body FROM entries WHERE kind = 'offered-again' AND record = ? AND seq < ?
    ORDER BY seq DESC LIMIT 1`;
  const own = "SELECT body FROM entries WHERE seq = ?";
  const found =
    state.get<{ body: string }>(sql, seq, before) ?? state.get<{ body: string }>(own, seq);
  return found?.body;
}

/** Loads records as they were when a delivery was intended. */
function loadPlanned(storage: Storage, ids: readonly string[], intent: number): UsageRecord[] {
  const sequences = storage.recordIds.findAll(ids);
  const sql = `SELECT r.seq, r.content, e.body FROM json_each(?) j CROSS JOIN records r ON r.seq = j.value
    JOIN entries e ON e.seq = coalesce(r.content, r.seq)`;
  const rows = storage.all<PlannedRow>(sql, JSON.stringify([...sequences.values()]));
  const bySequence = new Map(rows.map((row) => [row.seq, row]));
  return ids.map((id) => {
    const row = bySequence.get(sequences.get(id) ?? 0);
    if (row === undefined) {
      throw storage.failure(`has a delivery of record ${id}, but not the record`);
    }
    const isLater = (row.content ?? 0) > intent;
    const body = isLater ? earlierContent(storage, row.seq, intent) : row.body;
    return fromContentJson(body ?? row.body);
  });
}

function loadIntent(
  storage: Storage,
  seq: number,
): { readonly body: IntentBody; readonly bytes: Uint8Array } {
  const sql = "SELECT body, bytes FROM entries WHERE seq = ?";
  const entry = storage.get<{ body: string; bytes: Uint8Array | null }>(sql, seq);
  if (entry === undefined) throw storage.failure("has a delivery without its intent");
  return { body: JSON.parse(entry.body), bytes: entry.bytes ?? new Uint8Array() };
}

/**
 * Loads a delivery with what the ledger knows of it.
 *
 * @param storage - The storage.
 * @param row - The delivery's row.
 * @returns The delivery as it was planned, with its bytes, and where it stands.
 */
export function loadLedgerDelivery(storage: Storage, row: LedgerDeliveryRow): LedgerDelivery {
  const { seq, id: storedId, channel, key, state, attempts, intendedAt } = row;
  const { body: intent, bytes } = loadIntent(storage, seq);
  const inDoubt = storage.all<{ id: StoredId; state: RecordState }>(
    `SELECT id, state FROM records
     WHERE delivery = ? AND state IN ('sending', 'unsent', 'unknown', 'ambiguous') ORDER BY seq`,
    seq,
  );
  const idsOf = (isAmbiguous: boolean): string[] =>
    inDoubt
      .filter((record) => (record.state === "ambiguous") === isAmbiguous)
      .map(({ id }) => fromStoredId(id));
  const records = loadPlanned(storage, intent.records, seq);
  const delivery: Delivery = { id: fromStoredId(storedId), channel, key, records, body: bytes };
  return {
    ...{ delivery, state, sha256: intent.sha256, attempts, intendedAt },
    openRecordIds: idsOf(false),
    ambiguousRecordIds: idsOf(true),
  };
}
