import type { Settlement } from "@usage-billing/core";
import type { Ledger, LedgerEntry } from "@usage-billing/ledger";
import { findAlarm } from "./find-alarm.ts";

/** The references that are in question in a statement, as the log has it or as the channel makes it. */
function inQuestion({ candidates = [] }: { readonly candidates?: readonly Named[] }): string {
  return JSON.stringify(candidates.map(({ reference }) => reference).toSorted());
}

interface Named {
  readonly reference: string;
}

interface StateBody {
  readonly outcomes?: readonly { readonly recordId: string; readonly candidates?: Named[] }[];
}

/** What the channel had said of a record when a person decided, if that was the last thing to happen. */
function findDecided(history: readonly LedgerEntry[], recordId: string): string | undefined {
  const decision = history.findLastIndex(({ kind }) => kind === "decision");
  if (decision === -1 || decision < history.length - 1) return undefined;
  const said = history.slice(0, decision).findLast(({ kind }) => kind === "channel-state");
  const outcome = (said?.body as StateBody | undefined)?.outcomes?.find(
    (one) => one.recordId === recordId,
  );
  return outcome === undefined ? undefined : inQuestion(outcome);
}

/**
 * Leaves out what a person has decided already: a channel that says the same as when the person looked
 * raises no alarm again.
 *
 * @param ledger - The ledger.
 * @param settlements - What the channel says.
 * @returns Those that are news.
 */
export async function leaveOutDecided(
  ledger: Ledger,
  settlements: readonly Settlement[],
): Promise<readonly Settlement[]> {
  const news: Settlement[] = [];
  for (const settlement of settlements) {
    const kind = findAlarm(settlement);
    if (kind !== undefined && kind !== "refused") {
      const history = await ledger.history(settlement.recordId);
      const decided = findDecided(history, settlement.recordId);
      const now = inQuestion(settlement.status === "unknown" ? settlement : {});
      if (decided === now) continue;
    }
    news.push(settlement);
  }
  return news;
}
