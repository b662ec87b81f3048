import type { Channel } from "@usage-billing/core";
import { createReporter, type ReportSummary } from "@usage-billing/reporter";
import { EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { createOfflineTransport, withoutCredentials } from "../configuration/offline.ts";
import type { CommandContext } from "../context.ts";
import { formatPlan, planToJson } from "../output/plan-output.ts";
import { createProgress, type Progress } from "../output/progress.ts";
import { formatRefusals, refusalsToJson } from "../output/refusals.ts";
import { formatReport, reportToJson } from "../output/report-output.ts";
import { type CheckedInput, checkInput, type InputRequest } from "../reporting/check-input.ts";
import { exitStatusOf } from "../reporting/exit-status.ts";
import { collectOpenRecords } from "../reporting/open-records.ts";
import type { ReportResult } from "../reporting/report-result.ts";
import { takeIn } from "../reporting/take-in.ts";
import { requireChannel } from "./require-channel.ts";
import { withLedger } from "./with-ledger.ts";

/** What `usage-billing report` takes. */
export interface ReportOptions {
  readonly config: string;
  readonly channel?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

function makeChannels(
  configuration: Configuration,
  options: ReportOptions,
  context: CommandContext,
): ReadonlyMap<string, Channel> {
  if (options.channel !== undefined) requireChannel(configuration, options.channel);
  const ids =
    options.channel === undefined ? [...configuration.channels.keys()] : [options.channel];
  const sources =
    options.dryRun === true
      ? { environment: withoutCredentials(configuration), transport: createOfflineTransport() }
      : { environment: context.environment };
  return createChannels(configuration, ids, sources);
}

function showPlan({ plan }: CheckedInput, options: ReportOptions, context: CommandContext): number {
  if (options.json === true) {
    const channels = planToJson(plan);
    const refused = refusalsToJson(plan);
    context.print(
      JSON.stringify({ dryRun: true, channels, refused, refusedCount: plan.refusedCount }),
    );
  } else {
    context.print(formatPlan(plan));
    for (const line of formatRefusals(plan)) context.print(line);
    context.print("\nThis was a dry run: no connection was opened and nothing was sent.");
  }
  return plan.refusedCount > 0 ? EXIT.refused : EXIT.done;
}

async function send(
  request: InputRequest,
  checked: CheckedInput,
  tools: { readonly context: CommandContext; readonly progress: Progress },
): Promise<ReportResult> {
  const { context, progress } = tools;
  return withLedger(request.configuration, async (ledger) => {
    const takenIn = await takeIn(request, checked, { ledger, signal: context.signal });
    const reporter = createReporter({
      channels: request.channels,
      ledger,
      onProgress: ({ channel, finished, total }) => progress.update(channel, finished, total),
    });
    const summary: ReportSummary = await reporter.report({ signal: context.signal });
    return {
      plan: checked.plan,
      takenIn,
      summary,
      open: await collectOpenRecords(ledger, checked),
    };
  });
}

/**
 * Reports the usage in files to the channels that bill for it.
 *
 * @param files - The files.
 * @param options - The command's options.
 * @param context - Where output goes, and the signal that ends the report early.
 */
export async function reportUsage(
  files: readonly string[],
  options: ReportOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const channels = makeChannels(configuration, options, context);
  const request: InputRequest = {
    files,
    configuration,
    channels,
    ...(options.channel === undefined ? {} : { onlyChannel: options.channel }),
  };
  const progress = createProgress(context);
  try {
    const checked = await checkInput(request, context, progress);
    if (options.dryRun === true) {
      progress.stop();
      context.end(showPlan(checked, options, context));
      return;
    }
    const result = await send(request, checked, { context, progress });
    progress.stop();
    if (options.json === true) context.print(JSON.stringify(reportToJson(result)));
    else for (const line of formatReport(result)) context.print(line);
    context.end(exitStatusOf(result));
  } finally {
    progress.stop();
  }
}
