import type { Delivery, UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import { IN_DOUBT } from "../decide/rows.ts";
import type { LedgerDelivery } from "../model.ts";
import { fromDeliveryCode, fromRecordCode } from "./codes.ts";
import { fromStoredId, type StoredId } from "./ids.ts";
import { fromNumberList } from "./number-list.ts";
import type { State } from "./state.ts";
import type { Storage } from "./storage.ts";

/** The columns that {@link DELIVERY_COLUMNS} names. */
export interface LedgerDeliveryRow {
  readonly seq: number;
  readonly id: StoredId;
  readonly channel: string;
  readonly key: string;
  readonly state: number;
  readonly attempts: number;
  readonly intendedAt: number;
  readonly records: string;
}

/** What makes a {@link LedgerDeliveryRow}; continue with a WHERE clause. */
export const DELIVERY_COLUMNS = `
  SELECT d.seq, d.id, l.channel, l.delivery_key AS key, d.state, d.attempts, d.intended_at AS intendedAt,
    d.records
  FROM deliveries d JOIN lanes l ON l.id = d.lane`;

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
  const { seq, id: storedId, channel, key, attempts, intendedAt, records: numbers } = row;
  const { body: intent, bytes } = loadIntent(storage, seq);
  const members = storage.all<{ id: StoredId; state: number }>(
    `SELECT id, state FROM records
     WHERE seq IN (SELECT value FROM json_each(?)) AND delivery = ? ORDER BY seq`,
    JSON.stringify(fromNumberList(numbers)),
    seq,
  );
  const inDoubt = members.filter(({ state }) => IN_DOUBT.has(fromRecordCode(state)));
  const idsOf = (isAmbiguous: boolean): string[] =>
    inDoubt
      .filter((record) => (fromRecordCode(record.state) === "ambiguous") === isAmbiguous)
      .map(({ id }) => fromStoredId(id));
  const records = loadPlanned(storage, intent.records, seq);
  const delivery: Delivery = { id: fromStoredId(storedId), channel, key, records, body: bytes };
  return {
    ...{ delivery, state: fromDeliveryCode(row.state), sha256: intent.sha256 },
    ...{ attempts, intendedAt },
    openRecordIds: idsOf(false),
    ambiguousRecordIds: idsOf(true),
  };
}
