import { formatPeriod } from "@usage-billing/core";
import type { DifferenceKind, HeldSide, ReportedSide } from "./reconcile-types.ts";

/** The sides of a difference. */
interface Sides {
  readonly reported?: ReportedSide;
  readonly held?: HeldSide;
}

const NEXT_STATES: Readonly<Record<string, string>> = {
  corrected: "was replaced by a correction",
  dismissed: "was dismissed",
  refused: "was refused",
  retracted: "was taken back",
};

function describeUnknown({ reported, held }: Sides): string {
  const place = `${held?.quantity} as ${held?.reference}`;
  if (reported === undefined) {
    const named = held?.recordId === undefined ? "" : ` under record id ${held.recordId}`;
    return `the channel holds ${place}${named}, which is no record of this ledger`;
  }
  const { record, state } = reported;
  const former = NEXT_STATES[state];
  return former === undefined
    ? `the channel holds ${place} under record ${record.recordId}, which is of ${formatPeriod(record.period)}`
    : `the channel holds ${place} although record ${record.recordId} ${former}`;
}

const WORDS: Readonly<Record<DifferenceKind, (sides: Sides) => string>> = {
  "missing-there": ({ reported }) =>
    `the channel does not hold it; the ledger has it as ${reported?.state}`,
  "unknown-here": describeUnknown,
  "quantity-differs": ({ reported, held }) =>
    `reported ${reported?.record.quantity}, held ${held?.quantity} as ${held?.reference}`,
  altered: ({ held }) =>
    `held as ${held?.reference} with ${held?.quantity} of ${held?.meter ?? "no meter"} for ${held && formatPeriod(held.period)}`,
  trimmed: ({ reported, held }) =>
    `reported ${reported?.record.quantity}, and the channel stored ${held?.quantity} of it as ${held?.reference}`,
  duplicate: ({ held }) => `held once more, as ${held?.reference} with ${held?.quantity}`,
  "closed-without-reference": ({ held }) =>
    `held as ${held?.reference}, which is ${held?.status} and names no invoice or order`,
  rejected: ({ reported }) =>
    reported?.state === "refused"
      ? "it was refused, so that the channel does not hold it"
      : "the channel rejected it after it had taken it",
};

/**
 * Says in a sentence in what ledger and channel differ.
 *
 * @param kind - The kind of difference.
 * @param sides - What each of them has.
 * @returns The sentence, without its stop.
 */
export function describeDifference(kind: DifferenceKind, sides: Sides): string {
  return WORDS[kind](sides);
}
