import type { ChangeSet, StampedFact } from "../decide/change-set.ts";
import { toFactBody } from "../decide/fact-json.ts";
import { defineInsertion, insertRows } from "./insert-rows.ts";
import type { Lanes } from "./lanes.ts";
import type { Statements, Value } from "./statements.ts";
import type { Placement } from "./store-state.ts";

const TAKE_IN = defineInsertion(
  "entries (seq, at, clock, kind, lane, body)",
  "?, ?, ?, 'taken-in', ?, ?",
);
const INTEND = defineInsertion(
  "entries (seq, at, clock, kind, lane, body, bytes, previous)",
  "?, ?, ?, 'intent', ?, ?, ?, ?",
);
const SETTLE = defineInsertion(
  "entries (seq, at, clock, kind, delivery, body, previous)",
  "?, ?, NULL, 'outcome', ?, ?, ?",
);
const APPEND = defineInsertion(
  "entries (seq, at, clock, kind, lane, delivery, record, body, previous)",
  "?, ?, ?, ?, ?, ?, ?, ?, ?",
);

/** The log of a database. */
export interface Log {
  readonly statements: Statements;
  readonly lanes: Lanes;
}

function laneOf({ lanes }: Log, fact: StampedFact): number | undefined {
  if (!("deliveryKey" in fact)) return undefined;
  return lanes.number(fact.channel, fact.deliveryKey);
}

/** The rows of the log that a change adds, by what they bind. */
class NewEntries {
  readonly #taken: Value[] = [];
  readonly #intended: Value[] = [];
  readonly #settled: Value[] = [];
  readonly #others: Value[] = [];
  readonly #set: ChangeSet;
  readonly #clock: number | null;

  constructor(set: ChangeSet, clock: number | undefined) {
    this.#set = set;
    this.#clock = clock ?? null;
  }

  add(fact: StampedFact, lane: number | undefined): void {
    const { sequence, at, kind, previous = null } = fact;
    const body = toFactBody(fact);
    const clock = this.#clock;
    if (kind === "taken-in") this.#taken.push(sequence, at, clock, lane ?? null, body);
    else if (kind === "intent") {
      this.#intended.push(sequence, at, clock, lane ?? null, body, fact.bytes ?? null, previous);
    } else if (kind === "outcome" && clock === null) {
      const delivery = this.#deliverySequence(fact.deliveryId);
      this.#settled.push(sequence, at, delivery, body, previous);
    } else {
      const delivery = "deliveryId" in fact ? this.#deliverySequence(fact.deliveryId) : null;
      const record = "recordId" in fact ? this.#set.record(fact.recordId)?.sequence : null;
      const about = [lane ?? null, delivery, record ?? null];
      this.#others.push(sequence, at, clock, kind, ...about, body, previous);
    }
  }

  insert(statements: Statements): void {
    insertRows(statements, TAKE_IN, this.#taken);
    insertRows(statements, INTEND, this.#intended);
    insertRows(statements, SETTLE, this.#settled);
    insertRows(statements, APPEND, this.#others);
  }

  #deliverySequence(id: string | undefined): number | null {
    return id === undefined ? null : (this.#set.delivery(id)?.sequence ?? null);
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
  const entries = new NewEntries(set, clock);
  for (const fact of set.facts) {
    const lane = laneOf(log, fact);
    entries.add(fact, lane);
    if (lane !== undefined) placements.push({ fact, sequence: fact.sequence, lane });
  }
  entries.insert(log.statements);
  return placements;
}
