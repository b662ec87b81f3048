import type { ChangeSet, StampedFact } from "../decide/change-set.ts";
import { toFactBody } from "../decide/fact-json.ts";
import type { Lanes } from "./lanes.ts";
import type { Placement } from "./state.ts";
import type { Statements } from "./statements.ts";

const TAKE_IN =
  "INSERT INTO entries (seq, at, clock, kind, lane, body) VALUES (?, ?, ?, 'taken-in', ?, ?)";
const INTEND =
  "INSERT INTO entries (seq, at, clock, kind, lane, body, bytes) VALUES (?, ?, ?, 'intent', ?, ?, ?)";
const APPEND = `INSERT INTO entries (seq, at, clock, kind, lane, delivery, record, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

/** The log of a database. */
export interface Log {
  readonly statements: Statements;
  readonly lanes: Lanes;
}

function laneOf({ lanes }: Log, fact: StampedFact): number | undefined {
  if (!("deliveryKey" in fact)) return undefined;
  return lanes.number(fact.channel, fact.deliveryKey);
}

function append(
  log: Log,
  set: ChangeSet,
  entry: { fact: StampedFact; clock: number | null; lane: number | undefined },
): void {
  const { fact, clock, lane = null } = entry;
  const { sequence, at, kind } = fact;
  const body = toFactBody(fact);
  if (kind === "taken-in") log.statements.run(TAKE_IN, sequence, at, clock, lane, body);
  else if (kind === "intent") {
    log.statements.run(INTEND, sequence, at, clock, lane, body, fact.bytes ?? null);
  } else {
    const delivery =
      "deliveryId" in fact ? set.delivery(fact.deliveryId ?? "")?.sequence : undefined;
    const record = "recordId" in fact ? set.record(fact.recordId)?.sequence : undefined;
    const about = [delivery ?? null, record ?? null];
    log.statements.run(APPEND, sequence, at, clock, kind, lane, ...about, body);
  }
}

/**
 * Appends a change's facts to the log; only within a transaction.
 *
 * @param log - The log.
 * @param set - The change.
 * @param clock - What the clock says, where that is before the time of the facts.
 * @returns The facts that bring rows, for the derived state.
 */
export function appendFacts(log: Log, set: ChangeSet, clock: number | undefined): Placement[] {
  const placements: Placement[] = [];
  for (const fact of set.facts) {
    const lane = laneOf(log, fact);
    append(log, set, { fact, clock: clock ?? null, lane });
    if (lane !== undefined) placements.push({ fact, sequence: fact.sequence, lane });
  }
  return placements;
}
