import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { formatProblem } from "../output/plan-output.ts";
import { findRecord } from "../records/find-record.ts";
import { type OfferedAgain, offerAgain } from "../records/offer-again.ts";
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

function requireRefused(held: LedgerRecord): LedgerRecord {
  const { record, state } = held;
  if (state === "refused") return held;
  const next = state === "ambiguous" ? "decide" : "show";
  throw new CommandError(
    `Record ${record.recordId} is ${state}, not refused; nothing was put back in line. Use "usage-billing ${next} ${record.recordId}".`,
  );
}

async function select(
  recordIds: readonly string[],
  { channel }: FailedOptions,
  ledger: Ledger,
): Promise<readonly LedgerRecord[]> {
  const held: LedgerRecord[] = [];
  for (const id of recordIds) held.push(requireRefused(await findRecord(ledger, id)));
  if (recordIds.length > 0) return held;
  const query = { states: ["refused"] as const, ...(channel === undefined ? {} : { channel }) };
  for await (const one of ledger.records(query)) held.push(one);
  return held;
}

function formatResult({ retried, kept, refused }: OfferedAgain): readonly string[] {
  const corrections =
    kept === 0
      ? []
      : [
          `${count(kept, "record")} stay refused: they were corrections. Make the correction again.`,
        ];
  const broken = refused.flatMap(({ recordId, problems }) =>
    problems.map((problem) => `record ${recordId} stays refused: ${formatProblem(problem)}`),
  );
  const next =
    retried === 0
      ? ""
      : ' They are sent by the next "usage-billing report" or "usage-billing run".';
  return [`${count(retried, "record")} put back in line.${next}`, ...corrections, ...broken];
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
    offerAgain(await select(recordIds, options, ledger), channels, ledger),
  );
  if (options.json === true) context.print(JSON.stringify(result));
  else for (const line of formatResult(result)) context.print(line);
}
