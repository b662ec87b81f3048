import type { SentRecord, Settlement } from "@usage-billing/core";
import type { CorrectionResult, Intake } from "../model.ts";
import { fromOutcomeJson, toOutcomeJson } from "../outcome-json.ts";
import { nextState, type RecordEvent, type RecordState, recordMachine } from "../state-machine.ts";
import { membersOf } from "./deliveries.ts";
import { release, setOutcome } from "./outcomes.ts";
import { findDelivery, findRecord, loadDelivery, type RecordRow, toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";
import { takeInRecord } from "./take-in.ts";

/** States of a record that its channel is meant to hold. */
const HELD: ReadonlySet<RecordState> = new Set([
  "accepted",
  "pending",
  "partial",
  "retracting",
  "correcting",
]);

function requireStep(
  storage: Storage,
  recordId: string,
  event: RecordEvent,
): { readonly row: RecordRow; readonly next: RecordState } {
  const row = findRecord(storage, recordId);
  const next = row === undefined ? undefined : nextState(recordMachine, row.state, event);
  if (row === undefined || next === undefined) {
    throw storage.failure(
      `has record ${recordId} ${row?.state ?? "not"}: no "${event}" can follow`,
    );
  }
  return { row, next };
}

function setState(storage: Storage, row: RecordRow, state: RecordState): void {
  storage.run("UPDATE records SET state = ? WHERE seq = ?", state, row.seq);
}

/**
 * Gives what a channel needs to change a record that it holds.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The record and its place; `undefined` when the channel does not hold it.
 */
export function findSentRecord(storage: Storage, recordId: string): SentRecord | undefined {
  const row = findRecord(storage, recordId);
  if (row === undefined || !HELD.has(row.state)) return undefined;
  const { record, reference, deliveryId } = toLedgerRecord(row);
  const delivery = deliveryId === undefined ? undefined : findDelivery(storage, deliveryId);
  if (reference === undefined || delivery === undefined) return undefined;
  const records = membersOf(storage, delivery)
    .filter(({ state }) => HELD.has(state))
    .map(({ id }) => findRecord(storage, id))
    .filter((held) => held !== undefined)
    .map((held) => toLedgerRecord(held).record);
  return { record, reference, delivery: { ...loadDelivery(storage, delivery), records } };
}

function requireSentRecord(storage: Storage, recordId: string): SentRecord {
  const sent = findSentRecord(storage, recordId);
  if (sent === undefined) throw storage.failure(`has no place at the channel for ${recordId}`);
  return sent;
}

/**
 * Commits that a record is about to be taken back.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns What the channel needs.
 */
export function commitRetractionIntent(storage: Storage, recordId: string): SentRecord {
  return storage.write(() => {
    const { row, next } = requireStep(storage, recordId, "retract");
    const sent = requireSentRecord(storage, recordId);
    setState(storage, row, next);
    const deliveryId = sent.delivery.id;
    storage.append({ kind: "retraction-intent", recordId, deliveryId, body: "{}" });
    return sent;
  });
}

/** Puts a record back to the state of its last outcome. */
function keep(storage: Storage, recordId: string): void {
  const outcome = findRecord(storage, recordId)?.outcome;
  if (outcome === null || outcome === undefined) {
    throw storage.failure(`has no outcome of record ${recordId}`);
  }
  const { row, next } = requireStep(storage, recordId, fromOutcomeJson(outcome).status);
  setState(storage, row, next);
}

/**
 * Commits how a retraction ended.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @param result - Whether the channel holds it still.
 */
export function commitRetraction(
  storage: Storage,
  recordId: string,
  result: "kept" | "retracted",
): void {
  storage.write(() => {
    if (result === "kept") keep(storage, recordId);
    else {
      const { row, next } = requireStep(storage, recordId, "retracted");
      setState(storage, row, next);
    }
    const body = JSON.stringify({ result });
    storage.append({ kind: "retraction-outcome", recordId, body });
  });
}

/**
 * Commits that a record is about to be replaced.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @param replacement - The record as it should be.
 * @returns What the channel needs.
 */
export function commitCorrectionIntent(
  storage: Storage,
  recordId: string,
  replacement: Intake,
): SentRecord {
  return storage.write(() => {
    const { row, next } = requireStep(storage, recordId, "correct");
    const sent = requireSentRecord(storage, recordId);
    const replacedBy = replacement.record.recordId;
    const taken = takeInRecord(storage, replacement, "replacing");
    if (typeof taken === "object") {
      throw storage.failure(`has a record ${replacedBy} with other content`);
    }
    if (taken === "known") {
      const earlier = requireStep(storage, replacedBy, "replace");
      setState(storage, earlier.row, earlier.next);
    }
    setState(storage, row, next);
    storage.run("UPDATE records SET replaced_by = ? WHERE id = ?", replacedBy, recordId);
    storage.run(
      "UPDATE records SET delivery = (SELECT delivery FROM records WHERE id = ?) WHERE id = ?",
      recordId,
      replacedBy,
    );
    const deliveryId = sent.delivery.id;
    const body = JSON.stringify({ record: recordId, replacement: replacedBy });
    storage.append({ kind: "correction-intent", recordId, deliveryId, body });
    storage.append({ kind: "correction-intent", recordId: replacedBy, deliveryId, body });
    return sent;
  });
}

function endReplacement(storage: Storage, replacement: Settlement): void {
  const { recordId, status } = replacement;
  const { row, next } = requireStep(storage, recordId, status);
  const { seq, state, deliveryId } = row;
  if (next !== "waiting") setOutcome(storage, seq, { state: next, outcome: replacement });
  else release(storage, { seq, state, id: recordId }, deliveryId ?? "");
}

/**
 * Commits how a correction ended.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @param result - What became of it and of its replacement.
 */
export function commitCorrection(
  storage: Storage,
  recordId: string,
  result: CorrectionResult,
): void {
  storage.write(() => {
    if (result.record === "kept") {
      keep(storage, recordId);
      storage.run("UPDATE records SET replaced_by = NULL WHERE id = ?", recordId);
    } else {
      const { row, next } = requireStep(storage, recordId, result.record);
      setState(storage, row, next);
    }
    endReplacement(storage, result.replacement);
    const replacement = toOutcomeJson(result.replacement);
    const body = JSON.stringify({ record: result.record, replacement });
    for (const id of [recordId, result.replacement.recordId]) {
      storage.append({ kind: "correction-outcome", recordId: id, body });
    }
  });
}
