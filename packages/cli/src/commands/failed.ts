import type { Ledger } from "@usage-billing/ledger";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { failedToJson, formatFailed } from "../output/failed-output.ts";
import { findFailed, listFailed } from "../records/failed-records.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing failed list|show|retry` take. */
export interface FailedOptions {
  readonly config: string;
  readonly channel?: string;
  readonly all?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

async function withConfiguredLedger(
  options: FailedOptions,
  context: CommandContext,
  work: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  if (options.channel !== undefined) requireChannel(configuration, options.channel);
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, work);
}

/**
 * Lists the records that were refused, are disputed or ambiguous.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listFailedRecords(
  options: FailedOptions,
  context: CommandContext,
): Promise<void> {
  await withConfiguredLedger(options, context, async (ledger) => {
    let records = 0;
    for await (const held of listFailed(ledger, options.channel)) {
      context.signal.throwIfAborted();
      records += 1;
      if (options.json === true) context.print(JSON.stringify(failedToJson(held)));
      else for (const line of formatFailed(held)) context.print(line);
    }
    if (options.json !== true) context.warn(`${count(records, "record")} to look at.`);
  });
}

/**
 * Shows why one record was refused, what a channel holds of a disputed one, or what an ambiguous one could be.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showFailedRecord(
  recordId: string,
  options: FailedOptions,
  context: CommandContext,
): Promise<void> {
  await withConfiguredLedger(options, context, async (ledger) => {
    const held = await findFailed(ledger, recordId);
    if (options.json === true) context.print(JSON.stringify(failedToJson(held), undefined, 2));
    else for (const line of formatFailed(held)) context.print(line);
  });
}
