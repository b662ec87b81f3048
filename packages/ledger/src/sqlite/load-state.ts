import type { ChangeSet } from "../decide/change-set.ts";
import type { DeliveryRow, RecordRow } from "../decide/rows.ts";
import { fromDeliveryCode, fromRecordCode } from "./codes.ts";
import { fromStoredId, isHexadecimal, type StoredId } from "./ids.ts";
import { fromNumberList } from "./number-list.ts";
import type { State } from "./state.ts";

interface StoredRecord {
  readonly seq: number;
  readonly content: number | null;
  readonly state: number;
  readonly delivery: StoredId | null;
  readonly outcome: number;
  readonly reference: string | null;
  readonly replacedBy: string | null;
  readonly replaces: string | null;
}

const RECORD_COLUMNS = `r.seq, r.content, r.state, d.id AS delivery, r.outcome, r.reference,
  r.replaced_by AS replacedBy, r.replaces`;

function readOutcome(
  state: State,
  id: string,
  { seq, outcome, reference }: StoredRecord,
): Pick<RecordRow, "olderReference" | "outcome" | "outcomeSequence" | "reference"> {
  if (outcome === seq) {
    const nothing = { outcome: undefined, outcomeSequence: undefined };
    return { ...nothing, reference: undefined, olderReference: undefined };
  }
  const found = state.outcomes.find(outcome, id);
  const olderReference = reference ?? undefined;
  return {
    ...{ outcome: found?.text, outcomeSequence: outcome },
    ...{ reference: olderReference ?? found?.reference, olderReference },
  };
}

function toRecordRow(state: State, id: string, stored: StoredRecord): RecordRow {
  const { seq, delivery } = stored;
  return {
    id,
    sequence: seq,
    contentSequence: stored.content ?? seq,
    state: fromRecordCode(stored.state),
    deliveryId: delivery === null ? undefined : fromStoredId(delivery),
    ...readOutcome(state, id, stored),
    replacedBy: stored.replacedBy ?? undefined,
    replaces: stored.replaces ?? undefined,
  };
}

/** How a list in `json_each(?) j` names records: by number, by an id that is kept as bytes, or by one that is text. */
const NAMED = {
  sequence: "records r ON r.seq = j.value",
  bytes: "record_ids i ON i.id = unhex(j.value) CROSS JOIN records r ON r.seq = i.seq",
  text: "record_ids i ON i.id = j.value CROSS JOIN records r ON r.seq = i.seq",
} as const;

/** Records that are named in one way: their ids, and beside them what names them. */
interface NamedRecords {
  readonly ids: string[];
  readonly names: (number | string)[];
}

function loadNamed(
  state: State,
  set: ChangeSet,
  named: NamedRecords & { readonly by: keyof typeof NAMED },
): void {
  const { ids, names, by } = named;
  if (ids.length === 0) return;
  const sql = `SELECT j.key AS position, ${RECORD_COLUMNS} FROM json_each(?) j CROSS JOIN ${NAMED[by]}
    LEFT JOIN deliveries d ON d.seq = r.delivery`;
  type Row = StoredRecord & { readonly position: number };
  for (const row of state.all<Row>(sql, JSON.stringify(names))) {
    set.putRecord(toRecordRow(state, ids[row.position] ?? "", row));
  }
}

/**
 * Puts records into a change.
 *
 * @param state - The state.
 * @param set - The change.
 * @param recordIds - The ids of the records, of which some may not be there.
 */
export function loadRecords(state: State, set: ChangeSet, recordIds: readonly string[]): void {
  const sequence: NamedRecords = { ids: [], names: [] };
  const bytes: NamedRecords = { ids: [], names: [] };
  const text: NamedRecords = { ids: [], names: [] };
  for (const id of recordIds) {
    const known = state.recordIds.findNew(id);
    const named = known !== undefined ? sequence : isHexadecimal(id) ? bytes : text;
    named.ids.push(id);
    named.names.push(known ?? id);
  }
  loadNamed(state, set, { ...sequence, by: "sequence" });
  loadNamed(state, set, { ...bytes, by: "bytes" });
  loadNamed(state, set, { ...text, by: "text" });
}

interface StoredDelivery {
  readonly seq: number;
  readonly id: StoredId;
  readonly state: number;
  readonly planned: number;
  readonly attempts: number;
  readonly intendedAt: number;
  readonly last: number;
  readonly records: string;
}

const DELIVERY_COLUMNS = `d.seq, d.id, d.state, d.planned, d.attempts, d.intended_at AS intendedAt,
  d.last, d.records`;

function toDeliveryRow({ seq, id, state, last, ...stored }: StoredDelivery): DeliveryRow {
  const { planned, attempts, intendedAt } = stored;
  return {
    ...{ id: fromStoredId(id), sequence: seq, state: fromDeliveryCode(state) },
    ...{ planned, attempts, intendedAt, lastSequence: last },
  };
}

function readDeliveries(state: State, ids: readonly string[]): StoredDelivery[] {
  const sequences = [...state.deliveryIds.findAll(ids).values()];
  if (sequences.length === 0) return [];
  const sql = `SELECT ${DELIVERY_COLUMNS} FROM json_each(?) j CROSS JOIN deliveries d ON d.seq = j.value`;
  return state.all<StoredDelivery>(sql, JSON.stringify(sequences));
}

/** Puts the records of deliveries into a change, and tells which are in which now. */
function loadMembers(
  state: State,
  set: ChangeSet,
  deliveries: readonly StoredDelivery[],
): Map<string, string[]> {
  const members = new Map<string, string[]>();
  const sequences = [...new Set(deliveries.flatMap(({ records }) => fromNumberList(records)))];
  const sql = `SELECT r.id, ${RECORD_COLUMNS} FROM json_each(?) j CROSS JOIN records r ON r.seq = j.value
    JOIN deliveries d ON d.seq = r.delivery`;
  type Row = StoredRecord & { readonly id: StoredId };
  for (const stored of state.all<Row>(sql, JSON.stringify(sequences))) {
    const id = fromStoredId(stored.id);
    if (set.record(id) === undefined) set.putRecord(toRecordRow(state, id, stored));
    const deliveryId = fromStoredId(stored.delivery ?? "");
    const known = members.get(deliveryId);
    if (known === undefined) members.set(deliveryId, [id]);
    else known.push(id);
  }
  return members;
}

/** Puts a delivery into a change when its rows are in memory. */
function putIntended(state: State, set: ChangeSet, deliveryId: string): boolean {
  const found = state.intended.get(deliveryId);
  if (found === undefined) return false;
  const ids: string[] = [];
  for (const row of found.members) {
    ids.push(row.id);
    if (set.record(row.id) === undefined) set.putRecord(row);
  }
  set.putDelivery(found.row, ids);
  return true;
}

/**
 * Puts deliveries and their records into a change.
 *
 * @param state - The state.
 * @param set - The change.
 * @param deliveryIds - The ids of the deliveries, of which some may not be there.
 */
export function loadDeliveries(state: State, set: ChangeSet, deliveryIds: readonly string[]): void {
  const others = deliveryIds.filter((id) => !putIntended(state, set, id));
  if (others.length === 0) return;
  const rows = readDeliveries(state, others);
  if (rows.length === 0) return;
  const members = loadMembers(state, set, rows);
  for (const stored of rows) {
    const row = toDeliveryRow(stored);
    set.putDelivery(row, members.get(row.id) ?? []);
  }
}

/**
 * Puts deliveries into a change that is not about their records, which may be many.
 *
 * @param state - The state.
 * @param set - The change.
 * @param deliveryIds - The ids of the deliveries, of which some may not be there.
 */
export function loadDeliveriesAlone(
  state: State,
  set: ChangeSet,
  deliveryIds: readonly string[],
): void {
  const others: string[] = [];
  for (const id of deliveryIds) {
    const found = state.intended.get(id);
    if (found === undefined) others.push(id);
    else set.putDelivery(found.row, []);
  }
  for (const stored of readDeliveries(state, others)) set.putDelivery(toDeliveryRow(stored), []);
}
