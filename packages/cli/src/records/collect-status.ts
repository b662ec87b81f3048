import type { Instant, Period } from "@usage-billing/core";
import type { Ledger, RecordState, RecordSum } from "@usage-billing/ledger";
import { STATE_WORDS, STATES_BY_GRAVITY } from "../output/state-words.ts";

/** Which records a status is about. */
export interface StatusQuery {
  /** Only of this channel. */
  readonly channel?: string;
  /** Only records whose period has an instant in common with this one. */
  readonly period?: Period;
}

/** Records of one channel in one state in which something is left to do. */
export interface Attention {
  readonly channel: string;
  readonly state: RecordState;
  /** How many there are. */
  readonly records: number;
  /** When the oldest of them was taken in. */
  readonly oldest: Instant;
}

/** Where the records of a ledger stand. */
export interface Status {
  /** Counts and exact sums, the gravest state first. */
  readonly sums: readonly RecordSum[];
  /** What somebody or another run has to do something about, the gravest first. */
  readonly attention: readonly Attention[];
}

function byGravity(left: RecordSum, right: RecordSum): number {
  return STATES_BY_GRAVITY.indexOf(left.state) - STATES_BY_GRAVITY.indexOf(right.state);
}

/** Records are listed in the order in which they were taken in, so the first one is the oldest. */
async function findOldest(
  ledger: Ledger,
  query: StatusQuery & { readonly state: RecordState },
): Promise<Instant | undefined> {
  const { state, ...rest } = query;
  for await (const { takenInAt } of ledger.records({ ...rest, states: [state] })) return takenInAt;
  return undefined;
}

function addUp(sums: readonly RecordSum[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { channel, state, count } of sums) {
    if (STATE_WORDS[state].standing === "done") continue;
    const key = JSON.stringify([channel, state]);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return counts;
}

/**
 * Finds out where the records of a ledger stand.
 *
 * @param ledger - The ledger.
 * @param query - Which records.
 * @returns Counts, exact sums, and what is left to do.
 */
export async function collectStatus(ledger: Ledger, query: StatusQuery): Promise<Status> {
  const sums = [...(await ledger.sums(query))].sort(byGravity);
  const attention: Attention[] = [];
  for (const [key, records] of addUp(sums)) {
    const [channel, state] = JSON.parse(key) as [string, RecordState];
    const oldest = await findOldest(ledger, { ...query, channel, state });
    if (oldest !== undefined) attention.push({ channel, state, records, oldest });
  }
  return { sums, attention };
}
