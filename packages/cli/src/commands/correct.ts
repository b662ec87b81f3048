import type { Channel, Outcome } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import {
  type CorrectionChange,
  type CorrectionEnd,
  type CorrectionPlan,
  type CorrectionRefusal,
  createReporter,
  type Reporter,
} from "@usage-billing/reporter";
import { CommandError, EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import {
  correctionToJson,
  formatCorrectionEnd,
  formatCorrectionPlan,
} from "../output/correction-output.ts";
import { toPrintable } from "../output/printable.ts";
import { findRecord } from "../records/find-record.ts";
import { confirm } from "./confirm.ts";
import { type CorrectionWords, readCorrection } from "./read-correction.ts";
import { requireChannel } from "./require-channel.ts";
import { userName } from "./user-name.ts";

/** What `usage-billing correct` takes. */
export interface CorrectOptions extends CorrectionWords {
  readonly config: string;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** A correction that was asked for. */
interface Wanted {
  readonly recordId: string;
  readonly change: CorrectionChange;
  readonly options: CorrectOptions;
}

function readReason({ reason = "" }: CorrectOptions): string {
  if (reason.trim() !== "") return reason.trim();
  throw new CommandError("Give --reason TEXT: why it is corrected. It is kept in the ledger.");
}

function statusOf(outcome: Outcome | undefined): number {
  if (outcome?.status === "unknown") return EXIT.open;
  return outcome?.status === "refused" || outcome?.status === "partial" ? EXIT.refused : EXIT.done;
}

const WANTS_PERIOD: ReadonlySet<string> = new Set(["next-period-unknown", "period-closed"]);

/** Names the option where another period helps. */
function wayOut({ rule, fix }: CorrectionRefusal, { period }: CorrectionChange): string {
  if (!WANTS_PERIOD.has(rule) || period !== undefined) return toPrintable(fix);
  return `${toPrintable(fix)} Name it with --into PERIOD.`;
}

async function planWith(
  reporter: Reporter,
  { recordId, change, options }: Wanted,
  source: { readonly context: CommandContext; readonly name: string },
): Promise<CorrectionPlan> {
  const plan = await reporter.planCorrection(recordId, change, { source: source.name });
  if (plan.status === "planned") return plan;
  if (options.json === true) source.context.print(JSON.stringify(correctionToJson(plan)));
  throw new CommandError(
    `Record ${toPrintable(recordId)} ${toPrintable(plan.reason)}. ${wayOut(plan, change)} Nothing was sent.`,
  );
}

function print(end: CorrectionEnd, options: CorrectOptions, context: CommandContext): void {
  const { plan, outcome, isInLine } = end;
  if (options.json === true) {
    const { status } = outcome ?? { status: isInLine ? "in-line" : "done" };
    const result = { ...Object(correctionToJson(plan)), status, outcome };
    context.print(JSON.stringify(result));
  } else for (const line of formatCorrectionEnd(end)) context.print(line);
  context.end(statusOf(outcome));
}

function reporterWith(
  configuration: Configuration,
  channels: ReadonlyMap<string, Channel>,
  ledger: Ledger,
): Reporter {
  return createReporter({ ...readReporterSettings(configuration), channels, ledger });
}

async function correct(
  configuration: Configuration,
  ledger: Ledger,
  task: { readonly wanted: Wanted; readonly context: CommandContext },
): Promise<void> {
  const { wanted, context } = task;
  const { options, change } = wanted;
  const { record } = await findRecord(ledger, wanted.recordId);
  const { recordId, channel } = record;
  requireChannel(configuration, channel);
  const planner = reporterWith(configuration, createPlanners(configuration, [channel]), ledger);
  const source = { context, name: configuration.source };
  const plan = await planWith(planner, { ...wanted, recordId }, source);
  if (options.dryRun === true) {
    if (options.json === true) context.print(JSON.stringify(correctionToJson(plan)));
    else for (const line of formatCorrectionPlan(plan)) context.print(line);
    return;
  }
  const reason = readReason(options);
  for (const line of formatCorrectionPlan(plan)) context.warn(line);
  await confirm(`Record ${toPrintable(recordId)} is corrected so.`, options, context);
  const channels = createChannels(configuration, [channel], context);
  const grounds = { reason, by: options.by?.trim() || userName(), source: source.name };
  const reporter = reporterWith(configuration, channels, ledger);
  print(await reporter.correct(recordId, change, grounds), options, context);
}

/**
 * Corrects a record by where it stands in its life and what its channel can do.
 *
 * @param recordId - The record's id, or the beginning of it.
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function correctUsage(
  recordId: string,
  options: CorrectOptions,
  context: CommandContext,
): Promise<void> {
  const change = readCorrection(options);
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  const wanted = { recordId, change, options };
  await withLedger({ configuration, access, context }, (ledger) =>
    correct(configuration, ledger, { wanted, context }),
  );
}
