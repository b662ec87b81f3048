import type { ChannelCapabilities } from "@usage-billing/core";
import type { Difference, ReportedSide } from "./reconcile-types.ts";

/**
 * What can be done about a difference.
 *
 * - `send-again`: the record goes into line and is sent, when read-back finds it absent once more.
 * - `correct`: the altered usage is taken back and the record sent again.
 * - `take-back`: what is held too much is taken back.
 * - `take-word`: the ledger keeps what the channel says; nothing is changed there.
 * - `ask`: nothing that a program may decide.
 */
export type RepairAction = "ask" | "correct" | "send-again" | "take-back" | "take-word";

/** What is proposed for a difference. */
export interface RepairProposal {
  readonly difference: Difference;
  readonly action: RepairAction;
  /** What is done, or why nothing is and what a person can do, as a sentence. */
  readonly explanation: string;
}

type Proposal = Omit<RepairProposal, "difference">;

const ask = (explanation: string): Proposal => ({ action: "ask", explanation });

const BILLED = "it is billed already: what was billed too much is credited outside the API";

const NO_DELETION =
  "the channel takes single usage back by uploading its whole file again, which a person decides";

function isBilled({ held, reported }: Difference): boolean {
  return held?.billingReference !== undefined || reported?.billingReference !== undefined;
}

/** Whether it is certain that the record's own delivery wrote what is held. */
function isOwn({ held, reported }: Difference): boolean {
  if (held === undefined || reported === undefined) return false;
  if (held.recordId !== undefined) return held.recordId === reported.record.recordId;
  return held.reference === reported.reference;
}

function proposeForMissing(difference: Difference): Proposal {
  if (isBilled(difference)) {
    return ask("the ledger knows it as billed; ask at the channel where it is gone");
  }
  const explanation = "read back once more, and sent again when the channel does not hold it";
  return { action: "send-again", explanation };
}

function proposeForAltered(difference: Difference, capabilities: ChannelCapabilities): Proposal {
  if (isBilled(difference)) {
    return ask(`${BILLED}; where too little was, report the rest in the next period`);
  }
  if (capabilities.retraction !== "delete") return ask(NO_DELETION);
  if (!isOwn(difference)) {
    return ask(
      "somebody wrote this usage in the place of the record; take it away at the channel, then run this again",
    );
  }
  return { action: "correct", explanation: "taken back, and the record sent again as reported" };
}

function proposeForSurplus(difference: Difference, capabilities: ChannelCapabilities): Proposal {
  const { reported, held } = difference;
  if (held?.billingReference !== undefined) return ask(BILLED);
  if (capabilities.retraction !== "delete") return ask(NO_DELETION);
  if (reported?.deliveryId === undefined) return ask("the ledger does not know how it was sent");
  return { action: "take-back", explanation: `${held?.reference} is taken back` };
}

function isGone({ state }: ReportedSide): boolean {
  return state === "retracted" || state === "corrected" || state === "dismissed";
}

function proposeForUnknown(difference: Difference, capabilities: ChannelCapabilities): Proposal {
  const { reported } = difference;
  if (reported !== undefined && isGone(reported) && isOwn(difference)) {
    return proposeForSurplus(difference, capabilities);
  }
  return ask(
    "the ledger did not report it: take it away at the channel if nobody else reports there, or leave it",
  );
}

function proposeForTold({ reported }: Difference, advice: string): Proposal {
  const isNews = reported?.state === "accepted" || reported?.state === "pending";
  const isDoubted = reported?.state === "disputed";
  if (!isNews && !isDoubted) return ask(advice);
  return { action: "take-word", explanation: `the ledger keeps what the channel says; ${advice}` };
}

const MEND =
  'mend the record and report it again, or use "usage-billing failed retry" when the cause is gone';

function propose(difference: Difference, capabilities: ChannelCapabilities): Proposal {
  switch (difference.kind) {
    case "missing-there":
      return proposeForMissing(difference);
    case "altered":
    case "quantity-differs":
      return proposeForAltered(difference, capabilities);
    case "duplicate":
      return proposeForSurplus(difference, capabilities);
    case "unknown-here":
      return proposeForUnknown(difference, capabilities);
    case "rejected":
      return difference.problem?.rule === "record-not-counted"
        ? ask(difference.problem.fix ?? difference.problem.message)
        : proposeForTold(difference, MEND);
    case "trimmed":
      return ask("the allowance was used up: agree with the customer on what is not stored");
    case "closed-without-reference":
      return ask("ask at the channel for the id of the invoice or order; only it can add that");
  }
}

/**
 * Proposes what can be done about a difference.
 *
 * @param difference - The difference.
 * @param capabilities - What its channel can do.
 * @returns The proposal.
 */
export function proposeRepair(
  difference: Difference,
  capabilities: ChannelCapabilities,
): RepairProposal {
  return { difference, ...propose(difference, capabilities) };
}
