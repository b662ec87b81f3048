import type { RefusedOutcome, Settlement } from "@usage-billing/core";
import type { DeliveryResult } from "../model.ts";
import { toOutcomeJson } from "../outcome-json.ts";
import { nextState, type RecordState, recordMachine } from "../state-machine.ts";
import { type Member, membersOf, moveDelivery, requireDelivery } from "./deliveries.ts";
import { findRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

/** Writes a record's last outcome; a reference that the outcome does not repeat is kept. */
const SET_OUTCOME =
  "UPDATE records SET state = ?, outcome = ?, reference = coalesce(?, reference) WHERE seq = ?";

/**
 * Commits a record's outcome to the state derived from the log.
 *
 * @param storage - The storage.
 * @param seq - The record's number.
 * @param change - The state that it leads to and the outcome.
 */
export function setOutcome(
  storage: Storage,
  seq: number,
  change: { readonly state: RecordState; readonly outcome: Settlement },
): void {
  const { state, outcome } = change;
  const reference = "reference" in outcome ? (outcome.reference ?? null) : null;
  storage.run(SET_OUTCOME, state, JSON.stringify(toOutcomeJson(outcome)), reference, seq);
}

/**
 * Puts a record that the channel does not hold back in line.
 *
 * @param storage - The storage.
 * @param record - The record.
 * @param deliveryId - The delivery that it leaves.
 */
export function release(storage: Storage, record: Member, deliveryId: string): void {
  storage.run(
    "UPDATE records SET state = 'waiting', delivery = NULL, outcome = NULL WHERE seq = ?",
    record.seq,
  );
  storage.append({ kind: "absent", deliveryId, recordId: record.id, body: "{}" });
}

function applyOutcome(
  storage: Storage,
  member: Member,
  result: { readonly outcome: Settlement; readonly deliveryId: string },
): RecordState {
  const state = nextState(recordMachine, member.state, result.outcome.status);
  if (state === undefined) return member.state;
  if (state === "waiting") release(storage, member, result.deliveryId);
  else setOutcome(storage, member.seq, { state, outcome: result.outcome });
  return state;
}

const IN_DOUBT: ReadonlySet<RecordState> = new Set(["sending", "unknown", "unsent"]);

function commitResult(storage: Storage, { deliveryId, outcomes }: DeliveryResult): void {
  const delivery = requireDelivery(storage, deliveryId);
  const body = JSON.stringify({ outcomes: outcomes.map(toOutcomeJson) });
  storage.append({ kind: "outcome", deliveryId, body });
  const byRecord = new Map(outcomes.map((outcome) => [outcome.recordId, outcome]));
  let isInDoubt = false;
  for (const member of membersOf(storage, delivery)) {
    const outcome = byRecord.get(member.id);
    const state =
      outcome === undefined ? member.state : applyOutcome(storage, member, { outcome, deliveryId });
    isInDoubt ||= IN_DOUBT.has(state);
  }
  moveDelivery(storage, delivery, isInDoubt ? "unknown" : "settled");
}

/**
 * Commits what became of deliveries.
 *
 * @param storage - The storage.
 * @param results - The deliveries with the outcomes of their records.
 */
export function commitOutcomes(storage: Storage, results: readonly DeliveryResult[]): void {
  storage.write(() => {
    for (const result of results) commitResult(storage, result);
  });
}

/**
 * Commits that waiting records cannot be sent.
 *
 * @param storage - The storage.
 * @param refusals - The records and the reasons.
 */
export function commitRefusals(storage: Storage, refusals: readonly RefusedOutcome[]): void {
  storage.write(() => {
    for (const refusal of refusals) {
      const { recordId } = refusal;
      const record = findRecord(storage, recordId);
      if (record?.state !== "waiting") {
        throw storage.failure(
          `cannot refuse record ${recordId}: it is ${record?.state ?? "not there"}`,
        );
      }
      setOutcome(storage, record.seq, { state: "refused", outcome: refusal });
      const body = JSON.stringify(refusal);
      storage.append({ kind: "refused-before-sending", recordId, body });
    }
  });
}
