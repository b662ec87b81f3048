import type { Instant } from "@usage-billing/core";
import { ChangeSet } from "../decide/change-set.ts";
import type { Fact } from "../decide/facts.ts";
import type { LedgerError } from "../ledger-error.ts";
import { loadDeliveries, loadRecords } from "./load-state.ts";
import { type EntryRow, readPage, toFact } from "./read-entries.ts";
import type { State } from "./state.ts";
import type { Statements } from "./statements.ts";
import { type Placement, storeState } from "./store-state.ts";

/** The ids that facts refer to and that an earlier page may have brought. */
function collectIds(facts: readonly Fact[]): { records: Set<string>; deliveries: Set<string> } {
  const ids = { records: new Set<string>(), deliveries: new Set<string>() };
  for (const fact of facts) {
    if (fact.kind === "taken-in") continue;
    if ("recordId" in fact) ids.records.add(fact.recordId);
    if ("deliveryId" in fact && fact.deliveryId !== undefined) ids.deliveries.add(fact.deliveryId);
    if (fact.kind === "intent") for (const id of fact.recordIds) ids.records.add(id);
  }
  return ids;
}

function replayPage(
  state: State,
  rows: readonly EntryRow[],
  failure: (reason: string) => LedgerError,
): void {
  const set = new ChangeSet({ sequence: rows[0]?.sequence ?? 0, at: 0, failure });
  const facts = rows.map(toFact);
  const ids = collectIds(facts);
  loadDeliveries(state, set, [...ids.deliveries]);
  loadRecords(
    state,
    set,
    [...ids.records].filter((id) => set.record(id) === undefined),
  );
  const placements: Placement[] = [];
  for (const [index, fact] of facts.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    const { sequence, at, lane } = row;
    set.replay(fact, { sequence, at });
    if (lane !== null) placements.push({ fact, sequence, lane });
  }
  storeState(state, set, placements);
}

/**
 * Derives the state from the log.
 *
 * @param log - Where the log is.
 * @param state - Where the state is to be; empty.
 * @param options - Up to when, and what makes an error.
 * @returns How many facts there were.
 */
export function replayLog(
  log: Statements,
  state: State,
  options: { readonly until?: Instant; readonly failure: (reason: string) => LedgerError },
): number {
  const { until, failure } = options;
  let [after, count] = [0, 0];
  for (;;) {
    const rows = readPage(log, { after, ...(until === undefined ? {} : { until }) });
    const last = rows.at(-1);
    if (last === undefined) return count;
    replayPage(state, rows, failure);
    count += rows.length;
    after = last.sequence;
  }
}
