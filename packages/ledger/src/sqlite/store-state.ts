import type { ChangeSet } from "../decide/change-set.ts";
import type { Fact } from "../decide/facts.ts";
import type { RecordRow } from "../decide/rows.ts";
import type { RecordState } from "../state-machine.ts";
import { toRecordCode } from "./codes.ts";
import { toStoredId } from "./ids.ts";
import { defineInsertion, insertRows } from "./insert-rows.ts";
import { type Numbered, toRuns } from "./runs.ts";
import type { State } from "./state.ts";
import type { Value } from "./statements.ts";
import { addDeliveries, storeDeliveries } from "./store-deliveries.ts";

const NEW_RECORD = defineInsertion(
  "records (seq, id, lane, state, delivery, outcome)",
  `?, ?, ?, ${toRecordCode("waiting")}, ?, ?`,
);

const MOVE = "UPDATE records SET state = ?, outcome = ? + seq * ? WHERE seq BETWEEN ? AND ?";
const PLACE = "UPDATE records SET state = ?, delivery = ? + seq * ? WHERE seq BETWEEN ? AND ?";
const REWRITE = `UPDATE records SET state = ?, reference = ?, outcome = ?, content = ?, delivery = ?,
  replaced_by = ?, replaces = ? WHERE seq = ?`;

function rewriteRecord(state: State, set: ChangeSet, row: RecordRow): void {
  const { sequence, contentSequence, deliveryId, outcomeSequence = sequence } = row;
  const { olderReference = null, replacedBy = null, replaces = null } = row;
  const content = contentSequence === sequence ? null : contentSequence;
  const delivery = deliveryId === undefined ? undefined : set.delivery(deliveryId)?.sequence;
  const values = [toRecordCode(row.state), olderReference, outcomeSequence, content];
  state.run(REWRITE, ...values, delivery ?? sequence, replacedBy, replaces, sequence);
}

/** A fact that brings a row, with the number of its lane. */
export interface Placement {
  readonly fact: Fact;
  readonly sequence: number;
  readonly lane: number;
}

/** Adds the rows of records that are new, and moves those to their lane that are offered again. */
function addRecords(state: State, set: ChangeSet, placements: readonly Placement[]): void {
  const values: Value[] = [];
  for (const { fact, sequence, lane } of placements) {
    if (fact.kind !== "taken-in") continue;
    values.push(sequence, toStoredId(fact.recordId), lane, sequence, sequence);
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

/** Whether nothing else of a record has changed than its state, its outcome and its delivery. */
function hasSameRest(before: RecordRow, after: RecordRow): boolean {
  return (
    before.contentSequence === after.contentSequence &&
    before.replacedBy === after.replacedBy &&
    before.replaces === after.replaces &&
    before.olderReference === after.olderReference
  );
}

/** Whether a record is in the same delivery still, and not in a later one of the same id. */
function hasSamePlace(set: ChangeSet, before: RecordRow, { deliveryId }: RecordRow): boolean {
  if (before.deliveryId !== deliveryId || deliveryId === undefined) {
    return before.deliveryId === deliveryId;
  }
  return set.isSameDelivery(deliveryId);
}

/** Whether a new record's row is as it was inserted. */
function isAsTakenIn({
  state,
  sequence,
  contentSequence,
  replacedBy,
  replaces,
}: RecordRow): boolean {
  const isPlain = replacedBy === undefined && replaces === undefined;
  return isPlain && state === "waiting" && contentSequence === sequence;
}

/** Rows that get the same state, by that state. */
class Moves {
  readonly #sql: string;
  readonly #byState = new Map<RecordState, Numbered[]>();

  constructor(sql: string) {
    this.#sql = sql;
  }

  add(state: RecordState, sequence: number, value: number): void {
    const row = { sequence, value };
    const rows = this.#byState.get(state);
    if (rows === undefined) this.#byState.set(state, [row]);
    else rows.push(row);
  }

  store(database: State): void {
    for (const [state, rows] of this.#byState) {
      const code = toRecordCode(state);
      for (const { from, to, base, slope } of toRuns(rows)) {
        database.run(this.#sql, code, base, slope, from, to);
      }
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
  const [moved, placed] = [new Moves(MOVE), new Moves(PLACE)];
  for (const { before, after } of set.changedRecords) {
    const { sequence, outcomeSequence = sequence, deliveryId } = after;
    if (before === undefined) {
      if (!isAsTakenIn(after)) rewriteRecord(state, set, after);
    } else if (!hasSameRest(before, after)) rewriteRecord(state, set, after);
    else if (hasSamePlace(set, before, after)) moved.add(after.state, sequence, outcomeSequence);
    else if (before.outcomeSequence === after.outcomeSequence) {
      const delivery = deliveryId === undefined ? undefined : set.delivery(deliveryId)?.sequence;
      placed.add(after.state, sequence, delivery ?? sequence);
    } else rewriteRecord(state, set, after);
  }
  moved.store(state);
  placed.store(state);
  storeDeliveries(state, set);
}
