import type { ChangeSet } from "../decide/change-set.ts";
import type { DeliveryRow } from "../decide/rows.ts";
import { toDeliveryCode } from "./codes.ts";
import { toStoredId } from "./ids.ts";
import { defineInsertion, insertRows } from "./insert-rows.ts";
import { fromNumberList, toNumberList } from "./number-list.ts";
import { type Numbered, toRuns } from "./runs.ts";
import type { State } from "./state.ts";
import type { Value } from "./statements.ts";
import type { Placement } from "./store-state.ts";

const NEW_DELIVERY = defineInsertion("deliveries", "?, ?, ?, ?, ?, ?, ?, ?, ?");
const NEW_OPEN = defineInsertion("open_deliveries", "?");

const MOVE = "UPDATE deliveries SET state = ?, last = ? + seq * ? WHERE seq BETWEEN ? AND ?";
const SEND_AGAIN =
  "UPDATE deliveries SET state = ?, last = ?, attempts = ?, intended_at = ? WHERE seq = ?";
const CLOSE = "DELETE FROM open_deliveries WHERE seq BETWEEN ? AND ?";

/** Writes the numbers of records, and of those that came to stand in for some of them. */
function listRecords(set: ChangeSet, ids: readonly string[], before = ""): string {
  const sequences = ids
    .map((id) => set.record(id)?.sequence)
    .filter((found) => found !== undefined);
  const all = new Set([...fromNumberList(before), ...sequences]);
  return toNumberList([...all].sort((left, right) => left - right));
}

/** An earlier delivery of the same id, whose records were all refused, makes room. */
function removeEarlier(state: State, { sequence }: DeliveryRow): void {
  state.run("DELETE FROM deliveries WHERE seq = ?", sequence);
  state.run(CLOSE, sequence, sequence);
}

/**
 * Adds the rows of deliveries that are intended.
 *
 * @param state - The state.
 * @param set - The change.
 * @param placements - The facts that bring rows, in their order.
 */
export function addDeliveries(
  state: State,
  set: ChangeSet,
  placements: readonly Placement[],
): void {
  const values: Value[] = [];
  const open: Value[] = [];
  for (const { fact, sequence, lane } of placements) {
    if (fact.kind !== "intent") continue;
    const row = set.delivery(fact.deliveryId);
    if (row?.sequence !== sequence) continue;
    const { id, planned, attempts, intendedAt, lastSequence = sequence } = row;
    const earlier = set.deliveryBefore(id);
    if (earlier !== undefined) removeEarlier(state, earlier);
    const records = listRecords(set, [...fact.recordIds, ...(set.joinedRecords.get(id) ?? [])]);
    const code = toDeliveryCode(row.state);
    values.push(sequence, toStoredId(id), lane, code, planned, attempts, intendedAt);
    values.push(lastSequence, records);
    if (row.state !== "settled") open.push(sequence);
    state.deliveryIds.add(id, sequence);
    state.laneDeliveries.add(lane, sequence);
  }
  insertRows(state, NEW_DELIVERY, values);
  insertRows(state, NEW_OPEN, open);
}

function addJoined(state: State, set: ChangeSet): void {
  for (const [id, joined] of set.joinedRecords) {
    const sequence = set.delivery(id)?.sequence ?? 0;
    const found = state.get<{ records: string }>(
      "SELECT records FROM deliveries WHERE seq = ?",
      sequence,
    );
    const records = listRecords(set, joined, found?.records);
    state.run("UPDATE deliveries SET records = ? WHERE seq = ?", records, sequence);
  }
}

/** Deliveries that get the same state. */
class Moves {
  readonly #byState = new Map<DeliveryRow["state"], Numbered[]>();
  readonly #closed: Numbered[] = [];

  add(before: DeliveryRow, { sequence, state, lastSequence = sequence }: DeliveryRow): void {
    const rows = this.#byState.get(state) ?? [];
    rows.push({ sequence, value: lastSequence });
    this.#byState.set(state, rows);
    if (state === "settled" && before.state !== state) this.#closed.push({ sequence, value: 0 });
  }

  store(database: State): void {
    for (const [state, rows] of this.#byState) {
      const code = toDeliveryCode(state);
      for (const { from, to, base, slope } of toRuns(rows)) {
        database.run(MOVE, code, base, slope, from, to);
      }
    }
    for (const { from, to } of toRuns(this.#closed)) database.run(CLOSE, from, to);
  }
}

/**
 * Writes the rows of deliveries that a change has moved; only within a transaction.
 *
 * @param state - The state.
 * @param set - The change.
 */
export function storeDeliveries(state: State, set: ChangeSet): void {
  const moves = new Moves();
  for (const { before, after } of set.changedDeliveries) {
    if (before?.sequence !== after.sequence) continue;
    moves.add(before, after);
    if (before.attempts === after.attempts) continue;
    const { sequence, attempts, intendedAt, lastSequence = sequence } = after;
    const code = toDeliveryCode(after.state);
    state.run(SEND_AGAIN, code, lastSequence, attempts, intendedAt, sequence);
  }
  for (const { after } of set.mentionedDeliveries) moves.add(after, after);
  moves.store(state);
  addJoined(state, set);
}
