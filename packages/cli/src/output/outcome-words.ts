import type { Problem } from "@usage-billing/core";
import { formatProblem } from "./plan-output.ts";
import { toPrintable } from "./printable.ts";

/** A piece of usage at the channel that could be a record. */
export interface CandidateWords {
  readonly reference: string;
  readonly quantity?: { toString(): string };
  readonly status?: string;
}

/** An outcome or settlement as the log holds it; exact decimals are text, or a quantity. */
export interface OutcomeWords {
  readonly status: string;
  readonly recordId: string;
  readonly reference?: string;
  readonly channelState?: string;
  readonly billingReference?: string;
  readonly problem?: Problem;
  readonly reason?: string;
  readonly candidates?: readonly CandidateWords[];
  readonly sent?: { toString(): string };
  readonly stored?: { toString(): string };
}

/**
 * Prints a piece of usage that could be a record.
 *
 * @param candidate - What the channel holds.
 * @returns Its reference, quantity and status.
 */
export function formatCandidate({ reference, quantity, status }: CandidateWords): string {
  const details = [
    ...(quantity === undefined ? [] : [`quantity ${quantity}`]),
    ...(status === undefined ? [] : [status]),
  ];
  const rest = details.length === 0 ? "" : ` (${details.join(", ")})`;
  return toPrintable(`${reference}${rest}`);
}

function describeHeld({ reference, channelState, billingReference }: OutcomeWords): string {
  return [
    reference === undefined ? "" : ` as ${toPrintable(reference)}`,
    channelState === undefined ? "" : `, in its words "${toPrintable(channelState)}"`,
    billingReference === undefined ? "" : `, billed by ${toPrintable(billingReference)}`,
  ].join("");
}

/**
 * Prints what a channel says later of a record that it took, as the end of a sentence whose subject is it.
 *
 * @param outcome - The outcome or settlement.
 * @returns For example `it holds the record as 4711, billed by INV-7`.
 */
export function describeLater(outcome: OutcomeWords): string {
  if (outcome.status !== "unknown") return describeOutcome(outcome);
  const candidates = (outcome.candidates ?? []).map(formatCandidate).join(", ");
  const holds = candidates === "" ? "" : `; it holds ${candidates}`;
  return `it does not hold just this record: ${toPrintable(outcome.reason ?? "no reason was given")}${holds}`;
}

/**
 * Prints an outcome as the end of a sentence whose subject is the channel.
 *
 * @param outcome - The outcome or settlement.
 * @returns For example `it holds the record as 4711`.
 */
export function describeOutcome(outcome: OutcomeWords): string {
  switch (outcome.status) {
    case "accepted":
      return `it holds the record${describeHeld(outcome)}`;
    case "pending":
      return `it has the record${describeHeld(outcome)}; somebody there still has to accept it`;
    case "refused":
      return outcome.problem === undefined
        ? "it refuses the record"
        : `it refuses the record: ${formatProblem(outcome.problem)}`;
    case "partial":
      return `it stored ${outcome.stored} of ${outcome.sent}${describeHeld(outcome)}`;
    case "absent":
      return "it does not hold the record, which may be sent";
    default: {
      const candidates = (outcome.candidates ?? []).map(formatCandidate).join(", ");
      const could = candidates === "" ? "" : `; it could be ${candidates}`;
      return `it is not known whether it holds the record: ${toPrintable(outcome.reason ?? "no reason was given")}${could}`;
    }
  }
}
