import type { Channel } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import { createChannels } from "../configuration/create-channels.ts";
import { hasCredential } from "../configuration/credentials.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import type { Progress } from "../output/progress.ts";
import type { CheckedInput, InputRequest } from "./check-input.ts";
import { collectOpenRecords } from "./open-records.ts";
import type { LeftChannel, ReportResult } from "./report-result.ts";
import { takeIn } from "./take-in.ts";

/** What sending works with besides the input. */
export interface SendTools {
  /** The environment, the signal that ends it early, and where is said what it waits for. */
  readonly context: Pick<CommandContext, "environment" | "signal" | "warn">;
  /** Shows how far it has come. */
  readonly progress: Progress;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** Channels without a record in the input of which the ledger has records that are not reported yet. */
async function findWaiting(
  { channels }: InputRequest,
  used: ReadonlyMap<string, Channel>,
  ledger: Ledger,
): Promise<readonly LeftChannel[]> {
  const waiting: LeftChannel[] = [];
  for (const channel of channels.keys()) {
    const records = used.has(channel) ? 0 : await ledger.pendingCount(channel);
    if (records > 0) waiting.push({ channel, records });
  }
  return waiting;
}

/**
 * Puts checked input into the ledger and brings everything in it to an outcome. Only the channels that
 * the input has records of need a credential; what an earlier run left for others goes out with it where
 * their credential is there.
 *
 * @param request - What was checked.
 * @param checked - What the check found.
 * @param tools - Environment, signal and progress.
 * @returns What became of the input.
 * @throws {@link MissingConfigurationError} When the credential of a channel of the input is missing; nothing is taken in.
 */
export async function sendInput(
  request: InputRequest,
  checked: CheckedInput,
  { context, progress, wait }: SendTools,
): Promise<ReportResult> {
  const { configuration } = request;
  const { environment, signal } = context;
  const used = createChannels(configuration, [...checked.plan.channels.keys()], { environment });
  const source = { configuration, access: { create: true, wait }, context };
  return withLedger(source, async (ledger) => {
    const takenIn = await takeIn(request, checked, { ledger, signal });
    const waiting = await findWaiting(request, used, ledger);
    const hasAccess = ({ channel }: LeftChannel) =>
      hasCredential(environment, channel, configuration.channels.get(channel));
    const others = waiting.filter(hasAccess).map(({ channel }) => channel);
    const reporter = createReporter({
      ...readReporterSettings(configuration),
      channels: new Map([...used, ...createChannels(configuration, others, { environment })]),
      ledger,
      onProgress: ({ channel, finished, total }) => progress.update(channel, finished, total),
    });
    const summary = await reporter.report({ signal });
    const open = await collectOpenRecords(ledger, checked);
    const left = waiting.filter((one) => !hasAccess(one));
    return { plan: checked.plan, takenIn, summary, open, left };
  });
}
