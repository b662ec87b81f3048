import type { UsageRecord } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import type { ChangeSet } from "../decide/change-set.ts";
import type { LedgerRecord } from "../model.ts";
import { fromOutcomeJson } from "../outcome-json.ts";
import type { RecordState } from "../state-machine.ts";
import { fromRecordCode } from "./codes.ts";
import type { LedgerDeliveryRow } from "./delivery-rows.ts";
import { fromStoredId, type StoredId } from "./ids.ts";
import { fromNumberList } from "./number-list.ts";
import type { State } from "./state.ts";

/** The columns that {@link RECORD_COLUMNS} names. */
export interface LedgerRecordRow {
  readonly seq: number;
  readonly state: number;
  readonly outcome: number;
  readonly reference: string | null;
  readonly replacedBy: string | null;
  readonly deliveryId: StoredId | null;
  readonly body: string;
  readonly at: number;
}

/** What makes a {@link LedgerRecordRow}; continue with a WHERE clause. */
export const RECORD_COLUMNS = `
  SELECT r.seq, r.state, r.outcome, r.reference, r.replaced_by AS replacedBy, d.id AS deliveryId, e.body, e.at
  FROM records r JOIN entries e ON e.seq = coalesce(r.content, r.seq) LEFT JOIN deliveries d ON d.seq = r.delivery`;

/** What the state and the log say of a record. */
export interface RecordParts {
  readonly record: UsageRecord;
  readonly state: RecordState;
  readonly takenInAt: number;
  readonly deliveryId: string | undefined;
  readonly reference: string | undefined;
  /** Its last outcome, as JSON. */
  readonly outcome: string | undefined;
  readonly replacedBy: string | undefined;
}

/**
 * Makes a ledger record of its parts.
 *
 * @param parts - The parts.
 * @returns The record.
 */
export function makeLedgerRecord(parts: RecordParts): LedgerRecord {
  const { record, state, takenInAt, deliveryId, reference, outcome, replacedBy } = parts;
  return {
    ...{ record, state, takenInAt },
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(reference === undefined ? {} : { reference }),
    ...(outcome === undefined ? {} : { outcome: fromOutcomeJson(outcome) }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

/**
 * Makes a ledger record of a row.
 *
 * @param state - The state.
 * @param row - The row.
 * @returns The record.
 */
export function toLedgerRecord(state: State, row: LedgerRecordRow): LedgerRecord {
  const record = fromContentJson(row.body);
  const isTold = row.outcome !== row.seq;
  const outcome = isTold ? state.outcomes.find(row.outcome, record.recordId) : undefined;
  return makeLedgerRecord({
    ...{ record, state: fromRecordCode(row.state), takenInAt: row.at, outcome: outcome?.text },
    deliveryId: row.deliveryId === null ? undefined : fromStoredId(row.deliveryId),
    reference: row.reference ?? outcome?.reference,
    replacedBy: row.replacedBy ?? undefined,
  });
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
 * @param delivery - The delivery: its number, and those of the records that were ever in it.
 * @param states - Only records in these states; in all of them by default.
 * @returns The records in the order in which they were taken in.
 */
export function loadMembers(
  state: State,
  { seq, records }: Pick<LedgerDeliveryRow, "records" | "seq">,
  states?: ReadonlySet<RecordState>,
): LedgerRecord[] {
  const sql = `${RECORD_COLUMNS} WHERE r.seq IN (SELECT value FROM json_each(?)) AND r.delivery = ? ORDER BY r.seq`;
  const rows = state.all<LedgerRecordRow>(sql, JSON.stringify(fromNumberList(records)), seq);
  const isWanted = (row: LedgerRecordRow): boolean =>
    states === undefined || states.has(fromRecordCode(row.state));
  return rows.filter(isWanted).map((row) => toLedgerRecord(state, row));
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
