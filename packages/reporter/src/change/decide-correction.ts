import type { Problem, Settlement } from "@usage-billing/core";
import type { CorrectionResult, DecisionGrounds } from "@usage-billing/ledger";
import { isHeld } from "../settle/read-presence.ts";

/** Says of a replacement that the channel did not take why the first version stands. */
function notTaken(recordId: string, reason: string): Settlement {
  const message = `the correction did not take place: ${reason}`;
  const problem: Problem = { rule: "correction-failed", field: "recordId", message };
  return { status: "refused", recordId, problem };
}

/**
 * Decides how a correction ended by what the channel holds of the two versions.
 *
 * @param first - What read-back says of the record that was to be replaced.
 * @param replacement - What the answer or read-back says of its replacement.
 * @param reason - Why it is in doubt.
 * @returns How it ended; `undefined` when the evidence does not tell.
 */
export function decideCorrection(
  first: Settlement,
  replacement: Settlement,
  reason: string,
): CorrectionResult | undefined {
  if (first.status === "unknown" || replacement.status === "unknown") return undefined;
  if (isHeld(first)) {
    if (isHeld(replacement)) return undefined;
    const refused = replacement.status === "refused" ? replacement : undefined;
    return { record: "kept", replacement: refused ?? notTaken(replacement.recordId, reason) };
  }
  return { record: replacement.status === "refused" ? "retracted" : "corrected", replacement };
}

/**
 * Says how a correction ended that the channel did not begin.
 *
 * @param recordId - The replacement's id.
 * @param reason - Why.
 * @returns The first version is kept, the replacement refused.
 */
export function toNotCorrected(recordId: string, reason: string): CorrectionResult {
  return { record: "kept", replacement: notTaken(recordId, reason) };
}

/**
 * Ends the story of what was to replace a record, where it was refused while the channel keeps the record: the
 * usage is there once, so the attempt must not count as usage beside it, and is never to be made good.
 *
 * @param recordId - The record.
 * @param result - How its correction ended.
 * @param grounds - Who wanted it; without a person the attempt stays refused, for a program to try again.
 * @returns The result, with the dismissal of the attempt in the same commit.
 */
export function dismissAttempt(
  recordId: string,
  result: CorrectionResult,
  grounds: DecisionGrounds | undefined,
): CorrectionResult {
  if (grounds === undefined || result.record !== "kept") return result;
  return { ...result, dismissal: toDismissal(recordId, grounds.by) };
}

/**
 * Says why an attempt to correct a record is dismissed.
 *
 * @param recordId - The record.
 * @param by - Who wanted it corrected.
 * @returns The grounds.
 */
export function toDismissal(recordId: string, by: string): DecisionGrounds {
  return { reason: `the correction did not take place; ${recordId} stands`, by };
}
