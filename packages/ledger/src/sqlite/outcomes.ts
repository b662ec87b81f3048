import { fromFactRow } from "../decide/fact-json.ts";
import type { Fact } from "../decide/facts.ts";
import { findOutcome } from "../decide/find-outcome.ts";
import type { StatedOutcome } from "../decide/stated-outcome.ts";
import type { EntryKind } from "../model.ts";
import type { Statements } from "./statements.ts";

/** How many outcomes are kept in memory before all are forgotten. */
const MAXIMUM_KNOWN = 50_000;

/** The outcomes that the log has; the state of a record only says which fact has its own. */
export interface Outcomes {
  /** Finds what a fact says of a record. */
  find(sequence: number, recordId: string): StatedOutcome | undefined;
  /** Forgets what was read, because a transaction was rolled back. */
  forget(): void;
}

/**
 * Reads outcomes from a log. A delivery's outcomes stand in one fact, so that records which are asked for one
 * after the other are mostly found in what was read last.
 *
 * @param log - The log's statements.
 * @returns The outcomes.
 */
export function createOutcomes(log: Statements): Outcomes {
  const known = new Map<number, Fact>();
  let count = 0;

  function read(sequence: number): Fact | undefined {
    const sql = "SELECT kind, body FROM entries WHERE seq = ?";
    const row = log.get<{ kind: EntryKind; body: string }>(sql, sequence);
    if (row === undefined) return undefined;
    const nothing = { recordId: undefined, deliveryId: undefined };
    const fact = fromFactRow({ ...row, ...nothing, channel: undefined, deliveryKey: undefined });
    count += "outcomes" in fact ? fact.outcomes.length : 1;
    if (count > MAXIMUM_KNOWN) {
      known.clear();
      count = "outcomes" in fact ? fact.outcomes.length : 1;
    }
    known.set(sequence, fact);
    return fact;
  }

  return {
    find: (sequence, recordId) => {
      const fact = known.get(sequence) ?? read(sequence);
      return fact === undefined ? undefined : findOutcome(fact, recordId);
    },
    forget: () => {
      known.clear();
      count = 0;
    },
  };
}
