import type { RecordState } from "@usage-billing/ledger";

/**
 * The states whose records are listed, the gravest first. A ledger finds them without looking at those that
 * are as they should be, however many these are.
 */
export const LISTED_STATES: readonly RecordState[] = [
  "disputed",
  "ambiguous",
  "unknown",
  "retracting",
  "correcting",
  "replacing",
  "refused",
  "partial",
  "unsent",
];

/** Those of them that only a person can do something about. */
export const FAILED_STATES: readonly RecordState[] = [
  "disputed",
  "ambiguous",
  "refused",
  "partial",
];
