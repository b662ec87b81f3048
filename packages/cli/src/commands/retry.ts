import type { Ledger } from "@usage-billing/ledger";
import { createReporter, type RetryOptions, type RetryResult } from "@usage-billing/reporter";
import { CommandError, EXIT } from "../command-error.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { toPrintable } from "../output/printable.ts";
import { findRecord } from "../records/find-record.ts";
import type { FailedOptions } from "./failed.ts";
import { requireChannel } from "./require-channel.ts";

function refuseChoice(recordIds: readonly string[], options: FailedOptions): void {
  const { all = false, channel } = options;
  const isBroad = all || channel !== undefined;
  if (recordIds.length > 0 && isBroad) {
    throw new CommandError("Give record ids, or --all and --channel, not both.");
  }
  if (recordIds.length > 0 || isBroad) return;
  throw new CommandError(
    'Say which records: their ids, --channel ID or --all. "usage-billing failed list" shows them.',
  );
}

async function select(
  recordIds: readonly string[],
  { channel }: FailedOptions,
  ledger: Ledger,
): Promise<RetryOptions> {
  if (channel !== undefined) return { channel };
  if (recordIds.length === 0) return { all: true };
  const ids: string[] = [];
  for (const id of recordIds) ids.push((await findRecord(ledger, id)).record.recordId);
  return { recordIds: ids };
}

function formatResult({ retried, skipped, skippedOmitted }: RetryResult): readonly string[] {
  const verb = retried === 1 ? "It is" : "They are";
  const next =
    retried === 0 ? "" : ` ${verb} sent by the next "usage-billing report" or "usage-billing run".`;
  const more = skippedOmitted === 0 ? [] : [`… and ${count(skippedOmitted, "more record")}`];
  return [
    `${count(retried, "record")} put back in line.${next}`,
    ...skipped.map(({ recordId, reason }) => toPrintable(`Not record ${recordId}: it ${reason}.`)),
    ...more,
  ];
}

/**
 * Puts refused records back in line, as they are.
 *
 * @param recordIds - Their ids, or the beginnings of these.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function retryFailedRecords(
  recordIds: readonly string[],
  options: FailedOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  if (options.channel !== undefined) requireChannel(configuration, options.channel);
  refuseChoice(recordIds, options);
  const channels = createPlanners(configuration, [...configuration.channels.keys()]);
  const access = { create: false, wait: options.wait };
  const result = await withLedger({ configuration, access, context }, async (ledger) =>
    createReporter({ channels, ledger }).retry(await select(recordIds, options, ledger)),
  );
  if (options.json === true) context.print(JSON.stringify(result));
  else for (const line of formatResult(result)) context.print(line);
  if (result.skipped.length > 0) context.end(EXIT.refused);
}
