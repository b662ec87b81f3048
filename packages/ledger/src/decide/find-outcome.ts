import type { Fact } from "./facts.ts";
import { findStatedOutcome, type StatedOutcome, stateHeld } from "./stated-outcome.ts";

/**
 * Finds what a fact says of a record's outcome.
 *
 * @param fact - The fact.
 * @param recordId - The record's id.
 * @returns The outcome, if the fact has one of it.
 */
export function findOutcome(fact: Fact, recordId: string): StatedOutcome | undefined {
  switch (fact.kind) {
    case "outcome":
    case "settlement":
    case "channel-state":
      return findStatedOutcome(fact.outcomes, recordId);
    case "refused-before-sending":
      return fact.outcome;
    case "correction-outcome":
      return fact.replacement;
    case "decision":
      return fact.decision.kind === "held"
        ? stateHeld(recordId, fact.decision.reference)
        : undefined;
    default:
      return undefined;
  }
}
