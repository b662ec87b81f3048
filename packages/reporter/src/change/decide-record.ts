import type {
  DecisionGrounds,
  LedgerRecord,
  RecordDecision,
  RecordState,
} from "@usage-billing/ledger";
import type { Settings } from "../settings.ts";
import { UnchangeableRecordError } from "./unchangeable-record-error.ts";

const IN_DOUBT: ReadonlySet<RecordState> = new Set(["ambiguous", "disputed", "unknown"]);

function requireWords(words: string, what: string): void {
  if (words.trim() === "") throw new TypeError(`a decision has to say ${what}`);
}

function requireDecidable({ record, state }: LedgerRecord, { kind }: RecordDecision): void {
  const isDismissal = kind === "dismissed";
  if (isDismissal ? state === "refused" : IN_DOUBT.has(state)) return;
  const can = isDismissal
    ? "only one that was refused can be dismissed"
    : "only one whose outcome is in doubt can be decided";
  throw new UnchangeableRecordError(record.recordId, state, `is ${state}; ${can}`);
}

/**
 * Commits what a person found out of a record that read-back could not settle, or that nothing is to be
 * billed for one that was refused.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param decided - The decision, who made it, and why.
 */
export async function decideRecord(
  { ledger }: Settings,
  recordId: string,
  decided: { readonly decision: RecordDecision; readonly grounds: DecisionGrounds },
): Promise<void> {
  const { decision, grounds } = decided;
  requireWords(grounds.reason, "why");
  requireWords(grounds.by, "who made it");
  if (decision.kind === "held")
    requireWords(decision.reference, "what the channel calls the usage");
  const held = await ledger.record(recordId);
  if (held === undefined) {
    throw new UnchangeableRecordError(recordId, undefined, "is not in the ledger; check the id");
  }
  requireDecidable(held, decision);
  await ledger.commitDecision(recordId, decision, grounds);
}
