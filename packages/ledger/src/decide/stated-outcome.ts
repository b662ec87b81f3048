import type { Settlement } from "@usage-billing/core";
import { toOutcomeJson } from "../outcome-json.ts";
import type { RecordEvent } from "../state-machine.ts";

/** An outcome or settlement as the log and the state hold it. */
export interface StatedOutcome {
  readonly recordId: string;
  /** What it means to the state machine. */
  readonly event: RecordEvent & (Settlement["status"] | "ambiguous");
  /** The channel's own id of the record, where it says one. */
  readonly reference: string | undefined;
  /** The outcome as JSON. */
  readonly text: string;
}

/** The parts of an outcome's JSON that decide. */
interface OutcomeFields {
  readonly recordId: string;
  readonly status: Settlement["status"];
  readonly reference?: string;
  readonly candidates?: readonly unknown[];
}

function state(fields: OutcomeFields, text: string): StatedOutcome {
  const { recordId, status, reference, candidates } = fields;
  const isAmbiguous = status === "unknown" && (candidates?.length ?? 0) > 0;
  return { recordId, event: isAmbiguous ? "ambiguous" : status, reference, text };
}

/**
 * States what a channel said.
 *
 * @param outcome - The outcome or settlement.
 * @returns It, with what it means to the state machine.
 */
export function stateOutcome(outcome: Settlement): StatedOutcome {
  return state(outcome, JSON.stringify(toOutcomeJson(outcome)));
}

/**
 * Reads a statement back.
 *
 * @param json - An outcome's JSON, parsed.
 * @returns What {@link stateOutcome} gave.
 */
export function readStatedOutcome(json: unknown): StatedOutcome {
  return state(json as OutcomeFields, JSON.stringify(json));
}

/**
 * States what a person decided: that the channel holds a record.
 *
 * @param recordId - The record's id.
 * @param reference - The channel's own id of it.
 * @returns The statement that it is accepted.
 */
export function stateHeld(recordId: string, reference: string): StatedOutcome {
  return stateOutcome({ status: "accepted", recordId, reference });
}

/**
 * Tells what a statement means when the channel makes it of a record that it had taken.
 *
 * @param outcome - The statement.
 * @returns `dispute` where the channel does not hold just that record, otherwise its own event.
 */
export function laterEvent({ event }: StatedOutcome): RecordEvent {
  return event === "unknown" || event === "ambiguous" ? "dispute" : event;
}

const FEW = 8;
const indexes = new WeakMap<readonly StatedOutcome[], ReadonlyMap<string, StatedOutcome>>();

function indexOutcomes(outcomes: readonly StatedOutcome[]): Map<string, StatedOutcome> {
  const index = new Map<string, StatedOutcome>();
  for (const outcome of outcomes) index.set(outcome.recordId, outcome);
  return index;
}

/**
 * Finds what was said of one record; the last word counts.
 *
 * @param outcomes - What was said; the list is not changed afterwards.
 * @param recordId - The record's id.
 * @returns The statement, if there is one.
 */
export function findStatedOutcome(
  outcomes: readonly StatedOutcome[],
  recordId: string,
): StatedOutcome | undefined {
  if (outcomes.length <= FEW) return outcomes.findLast((outcome) => outcome.recordId === recordId);
  let index = indexes.get(outcomes);
  if (index === undefined) {
    index = indexOutcomes(outcomes);
    indexes.set(outcomes, index);
  }
  return index.get(recordId);
}
