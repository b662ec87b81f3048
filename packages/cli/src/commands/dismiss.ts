import type { LedgerRecord } from "@usage-billing/ledger";
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

/** What `usage-billing failed dismiss` takes. */
export interface DismissOptions {
  readonly config: string;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

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

function readReason({ reason = "" }: DismissOptions): string {
  if (reason.trim() !== "") return reason.trim();
  throw new CommandError(
    "Give --reason TEXT: why nothing is billed for it, for instance the id of the record that took its place. It is kept in the ledger.",
  );
}

/**
 * Ends the story of a record that was refused: nothing is billed for it.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function dismissRecord(
  recordId: string,
  options: DismissOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const held = await findRecord(ledger, recordId);
    requireRefused(held);
    for (const line of formatFailed(held)) context.warn(line);
    const grounds = { reason: readReason(options), by: options.by?.trim() || userName() };
    const { recordId: id, quantity } = held.record;
    const consequence = `Nothing is ever billed for record ${toPrintable(id)}, quantity ${quantity}.`;
    await confirm(`${consequence} It cannot be put back in line.`, options, context);
    const decision = { kind: "dismissed" } as const;
    await createReporter({ channels: new Map(), ledger }).decide(id, decision, grounds);
    const result = { recordId: id, decision, ...grounds };
    context.print(options.json === true ? JSON.stringify(result) : `Dismissed: ${consequence}`);
  });
}
