import type { LedgerRecord } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";
import { toPrintable } from "../output/printable.ts";
import { type DecisionKind, type DecisionOptions, keepDecision } from "./keep-decision.ts";

/** Why a record that was not refused, or not any more, cannot be dismissed. */
function requireRefused({ record: { recordId }, state }: LedgerRecord): void {
  if (state === "refused") return;
  const why =
    state === "dismissed"
      ? "is dismissed already"
      : `is ${state}; only a record that was refused can be dismissed`;
  throw new CommandError(
    `Record ${recordId} ${why}. Look at it with "usage-billing show ${recordId}".`,
  );
}

const DISMISSAL: DecisionKind = {
  require: requireRefused,
  read: ({ record: { recordId, quantity } }) => {
    const end = `Nothing is ever billed for record ${toPrintable(recordId)}, quantity ${quantity}.`;
    return {
      decision: { kind: "dismissed" },
      consequence: `${end} It cannot be put back in line.`,
      done: `Dismissed: ${end}`,
    };
  },
  reason: "why nothing is billed for it, for instance the id of the record that took its place",
};

/**
 * Ends the story of a record that was refused: nothing is billed for it.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function dismissRecord(
  recordId: string,
  options: DecisionOptions,
  context: CommandContext,
): Promise<void> {
  await keepDecision(recordId, DISMISSAL, { options, context });
}
