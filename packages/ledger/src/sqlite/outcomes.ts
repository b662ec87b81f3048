import { fromFactRow } from "../decide/fact-json.ts";
import { findOutcome } from "../decide/find-outcome.ts";
import { readStatedOutcome, type StatedOutcome } from "../decide/stated-outcome.ts";
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

/** What one fact says: of how many records, and of each when it is asked. */
interface Said {
  readonly size: number;
  readonly find: (recordId: string) => StatedOutcome | undefined;
}

interface OutcomesBody {
  readonly outcomes?: readonly { readonly recordId: string }[];
}

/** A delivery's outcomes may be many, of which one is asked for: the others are left as they were parsed. */
function toSaid(kind: EntryKind, body: string): Said {
  const { outcomes } = JSON.parse(body) as OutcomesBody;
  if (outcomes !== undefined) {
    const byId = new Map(outcomes.map((outcome) => [outcome.recordId, outcome]));
    const find = (recordId: string): StatedOutcome | undefined => {
      const found = byId.get(recordId);
      return found === undefined ? undefined : readStatedOutcome(found);
    };
    return { size: outcomes.length, find };
  }
  const nothing = { recordId: undefined, deliveryId: undefined };
  const fact = fromFactRow({ kind, body, ...nothing, channel: undefined, deliveryKey: undefined });
  return { size: 1, find: (recordId) => findOutcome(fact, recordId) };
}

/**
 * Reads outcomes from a log. A delivery's outcomes stand in one fact, so that records which are asked for one
 * after the other are mostly found in what was read last.
 *
 * @param log - The log's statements.
 * @returns The outcomes.
 */
export function createOutcomes(log: Statements): Outcomes {
  const known = new Map<number, Said>();
  let count = 0;

  function forget(): void {
    known.clear();
    count = 0;
  }

  function read(sequence: number): Said | undefined {
    const sql = "SELECT kind, body FROM entries WHERE seq = ?";
    const row = log.get<{ kind: EntryKind; body: string }>(sql, sequence);
    if (row === undefined) return undefined;
    const said = toSaid(row.kind, row.body);
    if (count + said.size > MAXIMUM_KNOWN) forget();
    count += said.size;
    known.set(sequence, said);
    return said;
  }

  return {
    find: (sequence, recordId) => (known.get(sequence) ?? read(sequence))?.find(recordId),
    forget,
  };
}
