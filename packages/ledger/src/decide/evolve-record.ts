import type { Settlement } from "@usage-billing/core";
import { nextState, type RecordEvent, recordMachine } from "../state-machine.ts";
import type {
  CorrectionIntentFact,
  CorrectionOutcomeFact,
  DecisionFact,
  Fact,
  OutcomeFact,
  RevisionFact,
  Stamp,
} from "./facts.ts";
import { FOLLOWED, IN_DOUBT, type RecordRow } from "./rows.ts";
import { findStatedOutcome, laterEvent, type StatedOutcome, stateHeld } from "./stated-outcome.ts";

function move(row: RecordRow, event: RecordEvent): RecordRow {
  const state = nextState(recordMachine, row.state, event);
  return state === undefined || state === row.state ? row : { ...row, state };
}

/** Puts a record that the channel does not hold back in line. */
function release(row: RecordRow): RecordRow {
  return {
    ...row,
    state: "waiting",
    deliveryId: undefined,
    reference: undefined,
    outcome: undefined,
    outcomeSequence: undefined,
    olderReference: undefined,
  };
}

/** What an outcome means, and the number of the fact that has it. */
interface Meaning {
  readonly event: RecordEvent;
  readonly sequence: number;
}

/** Takes an outcome over; a reference that it does not repeat is kept. */
function take(row: RecordRow, outcome: StatedOutcome, { event, sequence }: Meaning): RecordRow {
  const state = nextState(recordMachine, row.state, event);
  if (state === undefined) return row;
  if (state === "waiting") return release(row);
  const { text, reference = row.reference } = outcome;
  const olderReference = outcome.reference === undefined ? row.reference : undefined;
  return { ...row, state, reference, olderReference, outcome: text, outcomeSequence: sequence };
}

/** Puts a record back to the state of its last outcome. */
function keep(row: RecordRow): RecordRow {
  if (row.outcome === undefined) return row;
  return move(row, (JSON.parse(row.outcome) as Settlement).status);
}

function followOutcome(
  row: RecordRow,
  { kind, outcomes, deliveryId }: OutcomeFact,
  { sequence }: Stamp,
): RecordRow {
  if (row.deliveryId !== deliveryId) return row;
  const isLater = kind === "channel-state";
  const isMovable = FOLLOWED.has(row.state) || (!isLater && IN_DOUBT.has(row.state));
  if (!isMovable) return row;
  const outcome = findStatedOutcome(outcomes, row.id);
  if (outcome === undefined) return row;
  const event = isLater ? laterEvent(outcome) : outcome.event;
  return take(row, outcome, { event, sequence });
}

function followDecision(
  row: RecordRow,
  { decision, recordId }: DecisionFact,
  { sequence }: Stamp,
): RecordRow {
  if (decision.kind === "absent") {
    return nextState(recordMachine, row.state, "decided-absent") === undefined ? row : release(row);
  }
  if (decision.kind === "dismissed") return move(row, "decided-dismissed");
  return take(row, stateHeld(recordId, decision.reference), { event: "decided-held", sequence });
}

function followCorrectionIntent(row: RecordRow, fact: CorrectionIntentFact): RecordRow {
  if (row.id === fact.original) {
    return { ...move(row, "correct"), replacedBy: fact.replacement };
  }
  return {
    ...release(row),
    state: "replacing",
    deliveryId: fact.deliveryId,
    replaces: fact.original,
  };
}

function followCorrectionOutcome(
  row: RecordRow,
  fact: CorrectionOutcomeFact,
  { sequence }: Stamp,
): RecordRow {
  const { result, replacement } = fact;
  if (row.id === replacement.recordId) {
    const next = take(row, replacement, { event: replacement.event, sequence });
    return result === "kept" ? next : { ...next, replaces: undefined };
  }
  return result === "kept" ? { ...keep(row), replacedBy: undefined } : move(row, result);
}

function followRevision(
  row: RecordRow,
  { result, original, replacement }: RevisionFact,
): RecordRow {
  if (row.id !== original) return row;
  if (result === "credited") return row;
  if (result === "withdrawn") return move(row, "withdraw");
  return { ...(result === "revised" ? move(row, "revise") : row), replacedBy: replacement };
}

/** A record that nothing happened to but that it was taken in. */
function beginRecord(id: string, { sequence }: Stamp): RecordRow {
  return {
    id,
    sequence,
    contentSequence: sequence,
    state: "waiting",
    deliveryId: undefined,
    reference: undefined,
    outcome: undefined,
    replacedBy: undefined,
    replaces: undefined,
  };
}

/**
 * Tells where a record stands after a fact that concerns it. Nothing else moves records, neither when a
 * fact is committed nor when the state is rebuilt from the log; so both give the same.
 *
 * @param row - The record; `undefined` before it is taken in.
 * @param fact - The fact.
 * @param stamp - The fact's number and time.
 * @returns The record afterwards; the same object when the fact does not move it.
 */
export function evolveRecord(
  row: RecordRow | undefined,
  fact: Fact,
  stamp: Stamp,
): RecordRow | undefined {
  if (fact.kind === "taken-in") return row ?? beginRecord(fact.recordId, stamp);
  if (row === undefined) return undefined;
  switch (fact.kind) {
    case "offered-again":
      return { ...release(row), contentSequence: stamp.sequence };
    case "refused-before-sending":
      return take(row, fact.outcome, { event: "refused", sequence: stamp.sequence });
    case "intent":
      return { ...row, state: "sending", deliveryId: fact.deliveryId };
    case "resend":
    case "not-sent":
      return row.deliveryId === fact.deliveryId ? move(row, fact.kind) : row;
    case "outcome":
    case "settlement":
    case "channel-state":
      return followOutcome(row, fact, stamp);
    case "decision":
      return followDecision(row, fact, stamp);
    case "retraction-intent":
      return move(row, "retract");
    case "retraction-outcome":
      return fact.result === "kept" ? keep(row) : move(row, "retracted");
    case "correction-intent":
      return followCorrectionIntent(row, fact);
    case "correction-outcome":
      return followCorrectionOutcome(row, fact, stamp);
    case "revision":
      return followRevision(row, fact);
    case "account":
    case "window":
    case "step":
    case "absent":
      return row;
  }
}
