import type { RecordState } from "@usage-billing/ledger";

/**
 * What a record's state in the ledger means for what its channel should hold: `expected` once, `maybe`,
 * `absent`, or `refused`, which is absent and wanted.
 */
export type Standing = "absent" | "expected" | "maybe" | "refused";

const STANDINGS: Readonly<Record<RecordState, Standing>> = {
  accepted: "expected",
  pending: "expected",
  partial: "expected",
  disputed: "expected",
  waiting: "maybe",
  sending: "maybe",
  unsent: "maybe",
  unknown: "maybe",
  ambiguous: "maybe",
  retracting: "maybe",
  correcting: "maybe",
  replacing: "maybe",
  refused: "refused",
  retracted: "absent",
  corrected: "absent",
  dismissed: "absent",
};

/**
 * Tells what a record's state means for what its channel should hold.
 *
 * @param state - The state in the ledger.
 * @returns The standing.
 */
export function standingOf(state: RecordState): Standing {
  return STANDINGS[state];
}
