import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { collectExplanation } from "../explaining/collect-explanation.ts";
import { findNearIds } from "../explaining/near-ids.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { explanationToJson, formatExplanation } from "../output/explain-output.ts";
import { toPrintable } from "../output/printable.ts";
import { findRecord } from "../records/find-record.ts";

/** What `usage-billing explain` takes. */
export interface ExplainOptions {
  readonly config: string;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/**
 * Finds a record, and names ids like it when there is none.
 *
 * @param ledger - The ledger.
 * @param id - The id, or the beginning of it.
 * @returns The record.
 * @throws {@link CommandError} When there is none, or the beginning is that of several.
 */
export async function findOrSuggest(ledger: Ledger, id: string): Promise<LedgerRecord> {
  try {
    return await findRecord(ledger, id);
  } catch (error) {
    if (!(error instanceof CommandError) || error.message.includes("begins several")) throw error;
    const near = await findNearIds(ledger, id);
    if (near.length === 0) throw error;
    throw new CommandError(`${error.message} Did you mean ${toPrintable(near.join(", "))}?`);
  }
}

/**
 * Explains why a record is where it is, and what to do.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function explainRecord(
  recordId: string,
  options: ExplainOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  const explanation = await withLedger({ configuration, access, context }, async (ledger) =>
    collectExplanation(ledger, await findOrSuggest(ledger, recordId), configuration),
  );
  if (options.json === true) {
    context.print(JSON.stringify(explanationToJson(explanation), undefined, 2));
  } else for (const line of formatExplanation(explanation)) context.print(line);
}
