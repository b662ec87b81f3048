import type { ChangeSet } from "../decide/change-set.ts";
import type { Fact } from "../decide/facts.ts";
import type { DeliveryRow, RecordRow } from "../decide/rows.ts";
import { toStoredId } from "./ids.ts";
import { defineInsertion, insertRows } from "./insert-rows.ts";
import type { State } from "./state.ts";
import type { Value } from "./statements.ts";

const NEW_RECORD = defineInsertion("records (seq, id, lane, state)", "?, ?, ?, 'waiting'");
const NEW_DELIVERY = defineInsertion("deliveries", "?, ?, ?, ?, ?, ?, ?");

const MOVE = "UPDATE records SET state = ?, reference = ?, outcome = ? WHERE seq = ?";
const PLACE = "UPDATE records SET state = 'sending', delivery = ? WHERE seq = ?";
const PLACE_TOGETHER = `UPDATE records SET state = 'sending', delivery = ?
  WHERE seq IN (SELECT value FROM json_each(?))`;
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

/** Adds the rows of deliveries that are intended; an earlier one of the same id, all refused, goes. */
function addDeliveries(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  const values: Value[] = [];
  for (const { fact, sequence, lane } of placements) {
    if (fact.kind !== "intent") continue;
    const row = set.delivery(fact.deliveryId);
    if (row?.sequence !== sequence) continue;
    const { id, state: next, planned, attempts, intendedAt } = row;
    const earlier = set.changedDeliveries.get(id);
    if (earlier !== undefined) state.run("DELETE FROM deliveries WHERE seq = ?", earlier.sequence);
    values.push(sequence, toStoredId(id), lane, next, planned, attempts, intendedAt);
    state.deliveryIds.add(id, sequence);
  }
  insertRows(state, NEW_DELIVERY, values);
}

/** Adds the rows of records that are new, and moves those to their lane that are offered again. */
function addRecords(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  const values: Value[] = [];
  for (const { fact, sequence, lane } of placements) {
    if (fact.kind !== "taken-in") continue;
    values.push(sequence, toStoredId(fact.recordId), lane);
    state.recordIds.add(fact.recordId, sequence);
  }
  insertRows(state, NEW_RECORD, values);
  for (const { fact, lane } of placements) {
    if (fact.kind !== "offered-again") continue;
    const found = set.record(fact.recordId)?.sequence ?? 0;
    state.run("UPDATE records SET lane = ? WHERE seq = ?", lane, found);
  }
}

/** Adds the rows that facts bring. */
function addRows(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  if (placements.length === 0) return;
  addRecords(state, set, placements);
  addDeliveries(state, set, placements);
  state.recordIds.merge();
  state.deliveryIds.merge();
}

/** Whether nothing happened to a record but that it was put into a delivery. */
function isPlaced(before: RecordRow, after: RecordRow): boolean {
  return (
    before.state === "waiting" &&
    after.state === "sending" &&
    before.contentSequence === after.contentSequence &&
    before.replacedBy === after.replacedBy &&
    before.replaces === after.replaces &&
    after.reference === undefined &&
    after.outcome === undefined
  );
}

/** Puts records into the deliveries that were intended with them. */
class Placed {
  readonly #records = new Map<string, RecordRow[]>();

  add(row: RecordRow): void {
    const { deliveryId = "" } = row;
    const together = this.#records.get(deliveryId);
    if (together === undefined) this.#records.set(deliveryId, [row]);
    else together.push(row);
  }

  store(state: State, set: ChangeSet): void {
    for (const [deliveryId, rows] of this.#records) {
      const delivery = set.delivery(deliveryId)?.sequence ?? null;
      const [first] = rows;
      if (rows.length === 1) state.run(PLACE, delivery, first?.sequence ?? 0);
      else state.run(PLACE_TOGETHER, delivery, JSON.stringify(rows.map((row) => row.sequence)));
    }
  }
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
  const placed = new Placed();
  for (const [id, before] of set.changedRecords) {
    const after = set.record(id);
    if (after === undefined) continue;
    if (before !== undefined && isPlaced(before, after)) placed.add(after);
    else if (before !== undefined) updateRecord(state, set, { before, after });
    else if (after.state !== "waiting" || after.contentSequence !== after.sequence) {
      rewriteRecord(state, set, after);
    }
  }
  placed.store(state, set);
  for (const [id, before] of set.changedDeliveries) {
    const after = set.delivery(id);
    if (after !== undefined) updateDelivery(state, before, after);
  }
}
