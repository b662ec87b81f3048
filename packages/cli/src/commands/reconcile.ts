import { type Channel, formatInstant } from "@usage-billing/core";
import {
  type Difference,
  type Reconciliation,
  type ReporterOptions,
  reconcile,
  systemClock,
} from "@usage-billing/reporter";
import { CommandError, EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { parseBillingPeriod } from "../input/parse-billing-period.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { createProgress } from "../output/progress.ts";
import { formatDifferences, formatHead } from "../output/reconcile-output.ts";
import { printJson } from "../reconciling/print-json.ts";
import { repairFound } from "../reconciling/repair-found.ts";
import { createRepairs } from "../reconciling/repairs.ts";
import { requireComparable, requireComparableRecords } from "../reconciling/require-comparable.ts";
import { writeCsv } from "../reconciling/write-csv.ts";
import { requireFree } from "./connect/save-file.ts";
import { requireChannel } from "./require-channel.ts";
import { userName } from "./user-name.ts";

/** What `usage-billing reconcile` takes. */
export interface ReconcileCommandOptions {
  readonly channel: string;
  readonly period: string;
  /** The IANA name of the time zone whose days the period counts. */
  readonly zone?: string;
  readonly config: string;
  readonly csv?: string;
  readonly force?: boolean;
  readonly repair?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** What the parts of one run share. */
interface Run {
  readonly options: ReconcileCommandOptions;
  readonly context: CommandContext;
  readonly channel: Channel;
  readonly reporter: ReporterOptions;
}

/** How many differences a table shows. */
const SHOWN = 100;

const STATUS: Readonly<Record<Reconciliation["verdict"], number>> = {
  clean: EXIT.done,
  drift: EXIT.refused,
  incomplete: EXIT.open,
};

async function compare({ options, context, channel, reporter }: Run): Promise<Reconciliation> {
  const period = parseBillingPeriod(options.period, options.zone);
  const { visibilityLag, ...parts } = reporter;
  const lag = typeof visibilityLag === "object" ? visibilityLag.get(channel.id) : visibilityLag;
  const progress = createProgress(context);
  try {
    return await reconcile({
      ...{ ...parts, channel, period, signal: context.signal },
      ...(lag === undefined ? {} : { visibilityLag: lag }),
      onProgress: ({ step, count }) => progress.update(`${channel.id}: ${step}`, count, 0),
    });
  } finally {
    progress.stop();
  }
}

/** Shows what a person can read; the CSV file and JSON have all of it. */
async function show({ context }: Run, found: Reconciliation): Promise<void> {
  const { print, warn } = context;
  for (const line of formatHead(found)) print(line);
  const shown: Difference[] = [];
  let omitted = 0;
  for await (const difference of found.differences()) {
    if (shown.length < SHOWN) shown.push(difference);
    else omitted += 1;
  }
  if (shown.length > 0) print(`\n${formatDifferences(shown)}`);
  if (omitted > 0) warn(`… and ${omitted} more: --csv FILE and --json have them all.`);
}

function warnOfOpenPeriod({ context }: Run, { isOpen, period }: Reconciliation): void {
  if (!isOpen) return;
  context.warn(
    `The period is still open until ${formatInstant(period.end)}: this is what there is so far, and more may come.`,
  );
}

/** Repairs, and compares again when anything was done. */
async function repair(run: Run, found: Reconciliation): Promise<Reconciliation> {
  const { options, context, channel, reporter } = run;
  const { signal } = context;
  const reason = options.reason?.trim() || `reconciliation of ${options.period}`;
  const grounds = { reason, by: options.by?.trim() || userName() };
  const { ledger } = reporter;
  const repairs = createRepairs({ channel, ledger, reporter, grounds, signal });
  if (!(await repairFound(found, repairs, { options, context }))) return found;
  signal.throwIfAborted();
  const again = await compare(run);
  found.close();
  if (options.json === true) return again;
  context.print("\nAfter the repair:");
  await show(run, again);
  return again;
}

/** Compares, shows, and repairs where that is wanted. */
async function work(run: Run): Promise<void> {
  const { options, context } = run;
  let found = await compare(run);
  try {
    warnOfOpenPeriod(run, found);
    if (options.json !== true) await show(run, found);
    else if (options.repair !== true) await printJson(found, context);
    if (options.repair === true) found = await repair(run, found);
    if (options.csv !== undefined) {
      const written = await writeCsv(found, { ...options, out: options.csv });
      context.warn(`${options.csv} has ${written}.`);
    }
    context.end(STATUS[found.verdict]);
  } finally {
    found.close();
  }
}

function toReporterOptions(
  configuration: Configuration,
  parts: Pick<ReporterOptions, "channels" | "ledger">,
  { now = systemClock.now }: CommandContext,
): ReporterOptions {
  const clock = { ...systemClock, now };
  return { ...readReporterSettings(configuration), ...parts, clock };
}

/**
 * Compares the ledger with what a channel holds of a period.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function reconcileUsage(
  options: ReconcileCommandOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  requireChannel(configuration, options.channel);
  requireComparable(configuration, options.channel);
  const period = parseBillingPeriod(options.period, options.zone);
  if (options.csv !== undefined) await requireFree(options.csv, options);
  const channels = createChannels(configuration, [options.channel], context);
  const channel = channels.get(options.channel);
  if (channel === undefined) throw new CommandError(`There is no channel "${options.channel}".`);
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const { signal } = context;
    const compared = { channel: options.channel, period, signal };
    await requireComparableRecords(configuration, ledger, compared);
    const reporter = toReporterOptions(configuration, { ledger, channels }, context);
    await work({ options, context, channel, reporter });
  });
}
