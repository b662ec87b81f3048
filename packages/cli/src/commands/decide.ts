import type { LedgerRecord, RecordDecision } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import { CommandError } from "../command-error.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { formatFailed } from "../output/failed-output.ts";
import { toPrintable } from "../output/printable.ts";
import { findRecord } from "../records/find-record.ts";
import { confirm } from "./confirm.ts";
import { userName } from "./user-name.ts";

/** What `usage-billing decide` takes. */
export interface DecideOptions {
  readonly config: string;
  /** The channel's own id of the record. */
  readonly held?: string;
  readonly notHeld?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
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

function readReason({ reason = "" }: DecideOptions): string {
  if (reason.trim() !== "") return reason.trim();
  throw new CommandError(
    "Give --reason TEXT: what the decision rests on. It is kept in the ledger.",
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
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const held = await findRecord(ledger, recordId);
    requireOpen(held);
    for (const line of formatFailed(held)) context.warn(line);
    const decision = readDecision(options);
    const grounds = { reason: readReason(options), by: options.by?.trim() || userName() };
    const consequence = describeConsequence(held, decision);
    await confirm(consequence, options, context);
    const reporter = createReporter({ channels: new Map(), ledger });
    await reporter.decide(held.record.recordId, decision, grounds);
    const result = { recordId: held.record.recordId, decision, ...grounds };
    context.print(options.json === true ? JSON.stringify(result) : `Decided: ${consequence}`);
  });
}
