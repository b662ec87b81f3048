import { EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createPlanners } from "../configuration/create-planners.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { formatPlan, planToJson } from "../output/plan-output.ts";
import { createProgress } from "../output/progress.ts";
import { formatRefusals, refusalsToJson } from "../output/refusals.ts";
import { formatReport, reportToJson } from "../output/report-output.ts";
import { type CheckedInput, checkInput, type InputRequest } from "../reporting/check-input.ts";
import { exitStatusOf } from "../reporting/exit-status.ts";
import { refuseRepeatedFiles } from "./refuse-repeated-files.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing report` takes. */
export interface ReportOptions {
  readonly config: string;
  readonly channel?: string;
  readonly dryRun?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
  readonly json?: boolean;
}

function chooseIds(configuration: Configuration, { channel }: ReportOptions): readonly string[] {
  if (channel === undefined) return [...configuration.channels.keys()];
  requireChannel(configuration, channel);
  return [channel];
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
  refuseRepeatedFiles(files);
  const ids = chooseIds(configuration, options);
  const request: InputRequest = {
    files,
    configuration,
    channels: createPlanners(configuration, ids),
    ...(options.channel === undefined ? {} : { onlyChannel: options.channel }),
  };
  const progress = createProgress(context);
  try {
    const checked = await checkInput(request, context, progress);
    if (options.dryRun === true) {
      const { refuseMixed } = await import("../reporting/refuse-mixed.ts");
      await refuseMixed(request, checked, context);
      progress.stop();
      context.end(showPlan(checked, options, context));
      return;
    }
    const { sendInput } = await import("../reporting/send-input.ts");
    const { wait } = options;
    const result = await sendInput(request, checked, { context, progress, wait });
    progress.stop();
    if (options.json === true) context.print(JSON.stringify(reportToJson(result)));
    else for (const line of formatReport(result)) context.print(line);
    context.end(exitStatusOf(result));
  } finally {
    progress.stop();
  }
}
