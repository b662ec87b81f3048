import type { LedgerRecord, RecordDecision } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";
import { toPrintable } from "../output/printable.ts";
import { type DecisionKind, type DecisionOptions, keepDecision } from "./keep-decision.ts";

/** What `usage-billing decide` takes. */
export interface DecideOptions extends DecisionOptions {
  /** The channel's own id of the record. */
  readonly held?: string;
  readonly notHeld?: boolean;
}

/** What a person can find out of a record in doubt. */
type Finding = Exclude<RecordDecision, { readonly kind: "dismissed" }>;

function requireOpen({ record, state }: LedgerRecord): void {
  if (state === "ambiguous" || state === "disputed" || state === "unknown") return;
  throw new CommandError(
    `Record ${record.recordId} is ${state}: there is nothing to decide. Look at it with "usage-billing show ${record.recordId}".`,
  );
}

function readDecision({ held, notHeld = false }: DecideOptions): Finding {
  if (held?.trim() === "")
    throw new CommandError("--held needs the channel's own id of the record.");
  if (held !== undefined) return { kind: "held", reference: held.trim() };
  if (notHeld) return { kind: "absent" };
  throw new CommandError(
    "Look the record up at the channel. Then say what you found: --held REFERENCE or --not-held, with --reason TEXT.",
  );
}

function describeConsequence({ record, outcome }: LedgerRecord, decision: Finding): string {
  if (decision.kind === "absent") {
    return `${record.channel} does not hold it, so it is sent again. If the channel does hold it after all, it is billed twice.`;
  }
  const candidates = outcome?.status === "unknown" ? (outcome.candidates ?? []) : [];
  const isNamed = candidates.some(({ reference }) => reference === decision.reference);
  const odd = isNamed ? "" : " That is none of those that it could be.";
  return `${record.channel} holds it as ${toPrintable(decision.reference)}, so it is never sent again.${odd}`;
}

/**
 * Keeps what a person found out of a record that is ambiguous, disputed or unknown.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function decideRecord(
  recordId: string,
  options: DecideOptions,
  context: CommandContext,
): Promise<void> {
  const kind: DecisionKind = {
    require: requireOpen,
    read: (held) => {
      const decision = readDecision(options);
      const consequence = describeConsequence(held, decision);
      return { decision, consequence, done: `Decided: ${consequence}` };
    },
    reason: "what the decision rests on",
  };
  await keepDecision(recordId, kind, { options, context });
}
