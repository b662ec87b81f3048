import type { LedgerRecord, RecordDecision } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import { CommandError } from "../command-error.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { formatFailed } from "../output/failed-output.ts";
import { findRecord } from "../records/find-record.ts";
import { confirm } from "./confirm.ts";
import { userName } from "./user-name.ts";

/** What every command takes that keeps what a person decided of a record. */
export interface DecisionOptions {
  readonly config: string;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** What a person wants, and what follows from it. */
export interface WantedDecision {
  readonly decision: RecordDecision;
  /** What is going to happen, as sentences to be confirmed. */
  readonly consequence: string;
  /** What has happened, for people. */
  readonly done: string;
}

/** What one kind of decision is about. */
export interface DecisionKind {
  /** Throws when there is nothing to decide of the record. */
  readonly require: (held: LedgerRecord) => void;
  /** Reads what is wanted, after the record was shown. */
  readonly read: (held: LedgerRecord) => WantedDecision;
  /** What the reason has to say. */
  readonly reason: string;
}

function readReason({ reason = "" }: DecisionOptions, what: string): string {
  if (reason.trim() !== "") return reason.trim();
  throw new CommandError(`Give --reason TEXT: ${what}. It is kept in the ledger.`);
}

/**
 * Shows a record, asks whether what was decided of it is meant, and keeps that in the ledger.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param kind - What is decided.
 * @param command - The command's options, where output goes, and who is asked.
 */
export async function keepDecision(
  recordId: string,
  kind: DecisionKind,
  command: { readonly options: DecisionOptions; readonly context: CommandContext },
): Promise<void> {
  const { options, context } = command;
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const held = await findRecord(ledger, recordId);
    kind.require(held);
    for (const line of formatFailed(held)) context.warn(line);
    const { decision, consequence, done } = kind.read(held);
    const reason = readReason(options, kind.reason);
    const grounds = { reason, by: options.by?.trim() || userName() };
    await confirm(consequence, options, context);
    const { recordId: id } = held.record;
    await createReporter({ channels: new Map(), ledger }).decide(id, decision, grounds);
    const result = { recordId: id, decision, ...grounds };
    context.print(options.json === true ? JSON.stringify(result) : done);
  });
}
