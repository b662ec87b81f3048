import type { ChangeSet } from "../decide/change-set.ts";
import type { Fact } from "../decide/facts.ts";
import type { DeliveryRow, RecordRow } from "../decide/rows.ts";
import { createIdIndex, type IdIndex } from "./id-index.ts";
import { fromStoredId, type StoredId, toStoredId } from "./ids.ts";
import type { Statements } from "./statements.ts";

/** The derived state of records and deliveries in a database. */
export interface State extends Statements {
  readonly recordIds: IdIndex;
  readonly deliveryIds: IdIndex;
}

/**
 * Finds the derived state in a database.
 *
 * @param statements - The database's statements.
 * @returns The state.
 */
export function createState(statements: Statements): State {
  return {
    ...statements,
    recordIds: createIdIndex(statements, "record"),
    deliveryIds: createIdIndex(statements, "delivery"),
  };
}

interface StoredRecord {
  readonly seq: number;
  readonly id: StoredId;
  readonly content: number | null;
  readonly state: RecordRow["state"];
  readonly delivery: StoredId | null;
  readonly reference: string | null;
  readonly outcome: string | null;
  readonly replacedBy: string | null;
  readonly replaces: string | null;
}

const RECORD_COLUMNS = `r.seq, r.id, r.content, r.state, d.id AS delivery, r.reference, r.outcome,
  r.replaced_by AS replacedBy, r.replaces`;

function toRecordRow(stored: StoredRecord): RecordRow {
  const { seq, state, delivery } = stored;
  return {
    id: fromStoredId(stored.id),
    sequence: seq,
    contentSequence: stored.content ?? seq,
    state,
    deliveryId: delivery === null ? undefined : fromStoredId(delivery),
    reference: stored.reference ?? undefined,
    outcome: stored.outcome ?? undefined,
    replacedBy: stored.replacedBy ?? undefined,
    replaces: stored.replaces ?? undefined,
  };
}

/**
 * Puts records into a change.
 *
 * @param state - The state.
 * @param set - The change.
 * @param recordIds - The ids of the records, of which some may not be there.
 */
export function loadRecords(state: State, set: ChangeSet, recordIds: readonly string[]): void {
  const sequences = [...state.recordIds.findAll(recordIds).values()];
  if (sequences.length === 0) return;
  const sql = `SELECT ${RECORD_COLUMNS} FROM json_each(?) j CROSS JOIN records r ON r.seq = j.value
    LEFT JOIN deliveries d ON d.seq = r.delivery`;
  for (const row of state.all<StoredRecord>(sql, JSON.stringify(sequences))) {
    set.putRecord(toRecordRow(row));
  }
}

interface StoredDelivery {
  readonly seq: number;
  readonly id: StoredId;
  readonly state: DeliveryRow["state"];
  readonly planned: number;
  readonly attempts: number;
  readonly intendedAt: number;
}

function loadMembers(state: State, set: ChangeSet, sequences: string): Map<string, string[]> {
  const members = new Map<string, string[]>();
  const sql = `SELECT ${RECORD_COLUMNS} FROM json_each(?) j CROSS JOIN records r ON r.delivery = j.value
    JOIN deliveries d ON d.seq = r.delivery ORDER BY r.seq`;
  for (const stored of state.all<StoredRecord>(sql, sequences)) {
    const row = toRecordRow(stored);
    const { id, deliveryId = "" } = row;
    if (set.record(id) === undefined) set.putRecord(row);
    const known = members.get(deliveryId);
    if (known === undefined) members.set(deliveryId, [id]);
    else known.push(id);
  }
  return members;
}

/**
 * Puts deliveries and their records into a change.
 *
 * @param state - The state.
 * @param set - The change.
 * @param deliveryIds - The ids of the deliveries, of which some may not be there.
 */
export function loadDeliveries(state: State, set: ChangeSet, deliveryIds: readonly string[]): void {
  const sequences = [...state.deliveryIds.findAll(deliveryIds).values()];
  if (sequences.length === 0) return;
  const json = JSON.stringify(sequences);
  const members = loadMembers(state, set, json);
  const sql = `SELECT d.seq, d.id, d.state, d.planned, d.attempts, d.intended_at AS intendedAt
    FROM json_each(?) j CROSS JOIN deliveries d ON d.seq = j.value`;
  for (const { seq, id: storedId, ...rest } of state.all<StoredDelivery>(sql, json)) {
    const id = fromStoredId(storedId);
    set.putDelivery({ id, sequence: seq, ...rest }, members.get(id) ?? []);
  }
}

const MOVE = "UPDATE records SET state = ?, reference = ?, outcome = ? WHERE seq = ?";
const PLACE = "UPDATE records SET state = ?, delivery = ? WHERE seq = ?";
const REWRITE = `UPDATE records SET state = ?, reference = ?, outcome = ?, content = ?, delivery = ?,
  replaced_by = ?, replaces = ? WHERE seq = ?`;

function deliverySequence(set: ChangeSet, { deliveryId }: RecordRow): number | null {
  return deliveryId === undefined ? null : (set.delivery(deliveryId)?.sequence ?? null);
}

function rewriteRecord(state: State, set: ChangeSet, row: RecordRow): void {
  const { sequence, contentSequence, reference = null, outcome = null } = row;
  const { replacedBy = null, replaces = null } = row;
  const content = contentSequence === sequence ? null : contentSequence;
  const values = [row.state, reference, outcome, content, deliverySequence(set, row)];
  state.run(REWRITE, ...values, replacedBy, replaces, sequence);
}

function updateRecord(
  state: State,
  set: ChangeSet,
  { before, after }: { readonly before: RecordRow; readonly after: RecordRow },
): void {
  const { state: next, reference = null, outcome = null, sequence } = after;
  const isLinked =
    before.replacedBy !== after.replacedBy ||
    before.replaces !== after.replaces ||
    before.contentSequence !== after.contentSequence;
  if (isLinked) rewriteRecord(state, set, after);
  else if (before.deliveryId === after.deliveryId) {
    state.run(MOVE, next, reference, outcome, sequence);
  } else if (next === "sending") {
    state.run(PLACE, next, deliverySequence(set, after), sequence);
  } else rewriteRecord(state, set, after);
}

function updateDelivery(
  state: State,
  before: DeliveryRow | undefined,
  { sequence, state: next, attempts, intendedAt }: DeliveryRow,
): void {
  if (before?.sequence !== sequence) return;
  if (before.attempts === attempts) {
    state.run("UPDATE deliveries SET state = ? WHERE seq = ?", next, sequence);
    return;
  }
  const sql = "UPDATE deliveries SET state = ?, attempts = ?, intended_at = ? WHERE seq = ?";
  state.run(sql, next, attempts, intendedAt, sequence);
}

/** A fact that brings a row, with the number of its lane. */
export interface Placement {
  readonly fact: Fact;
  readonly sequence: number;
  readonly lane: number;
}

/** Adds the rows that facts bring: records that are new or elsewhere now, and deliveries. */
function addRows(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  for (const { fact, sequence, lane } of placements) {
    if (fact.kind === "taken-in") {
      const sql = "INSERT INTO records (seq, id, lane, state) VALUES (?, ?, ?, 'waiting')";
      state.run(sql, sequence, toStoredId(fact.recordId), lane);
      state.recordIds.add(fact.recordId, sequence);
    } else if (fact.kind === "offered-again") {
      const found = set.record(fact.recordId)?.sequence ?? 0;
      state.run("UPDATE records SET lane = ? WHERE seq = ?", lane, found);
    } else if (fact.kind === "intent") {
      const row = set.delivery(fact.deliveryId);
      if (row?.sequence !== sequence) continue;
      const { id, planned, attempts, intendedAt } = row;
      const earlier = set.changedDeliveries.get(id);
      if (earlier !== undefined)
        state.run("DELETE FROM deliveries WHERE seq = ?", earlier.sequence);
      const values = [sequence, toStoredId(id), lane, row.state, planned, attempts, intendedAt];
      state.run("INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?)", ...values);
      state.deliveryIds.add(id, sequence);
    }
  }
  if (placements.length === 0) return;
  state.recordIds.merge();
  state.deliveryIds.merge();
}

/**
 * Writes the rows that a change has moved; only within a transaction.
 *
 * @param state - The state.
 * @param set - The change.
 * @param placements - The facts that bring rows, in their order.
 */
export function storeState(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  addRows(state, set, placements);
  for (const [id, before] of set.changedRecords) {
    const after = set.record(id);
    if (after === undefined) continue;
    if (before !== undefined) updateRecord(state, set, { before, after });
    else if (after.state !== "waiting" || after.contentSequence !== after.sequence) {
      rewriteRecord(state, set, after);
    }
  }
  for (const [id, before] of set.changedDeliveries) {
    const after = set.delivery(id);
    if (after !== undefined) updateDelivery(state, before, after);
  }
}
