import type { Channel } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import {
  createReporter,
  createReporterMemory,
  type Progress as ReporterProgress,
  type ReportSummary,
} from "@usage-billing/reporter";
import { createChannels } from "../configuration/create-channels.ts";
import { hasCredential } from "../configuration/credentials.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { keepAccounts } from "../ledger/accounts.ts";
import { isShared } from "../ledger/is-shared.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import type { Progress } from "../output/progress.ts";
import type { CheckedInput, InputRequest } from "./check-input.ts";
import { describeDisputes, describeResent } from "./later-notes.ts";
import { collectOpenRecords } from "./open-records.ts";
import type { LeftChannel, ReportResult } from "./report-result.ts";
import { reportShared } from "./report-shared.ts";
import { takeIn } from "./take-in.ts";

const NOTES_LISTED = 20;

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

/** Notes what a reporter does on its own account, which its summary does not say. */
class Notes {
  readonly listed: string[] = [];

  note({ channel, kind, detail }: ReporterProgress): void {
    if (kind !== "dropped" || this.listed.length === NOTES_LISTED) return;
    this.listed.push(`${channel}: ${detail}`);
  }
}

/** Everything that is needed once the ledger is open. */
interface Sending {
  readonly request: InputRequest;
  readonly checked: CheckedInput;
  readonly tools: SendTools;
  /** The channels that the input has records of. */
  readonly used: ReadonlyMap<string, Channel>;
}

/** What is waited for; everything else is over in a moment. */
function describeWait({ kind, detail }: ReporterProgress): string | undefined {
  if (kind === "budget") return `${detail} until the channel takes writes again`;
  return kind === "lag" ? detail : undefined;
}

async function bringToOutcome(
  sending: Sending,
  ledger: Ledger,
  others: readonly string[],
): Promise<{ readonly summary: ReportSummary; readonly notes: readonly string[] }> {
  const { request, checked, tools, used } = sending;
  const { environment, signal } = tools.context;
  const { progress } = tools;
  const notes = new Notes();
  const memory = createReporterMemory();
  const added = createChannels(request.configuration, others, { environment });
  const channels = new Map([...used, ...added]);
  const reporter = createReporter({
    ...readReporterSettings(request.configuration),
    channels,
    ledger,
    memory,
    onProgress: (done) => {
      notes.note(done);
      if (!isShared(ledger)) progress.update(done.channel, done.finished, done.total);
      const wait = describeWait(done);
      if (wait !== undefined) progress.wait(done.channel, wait);
    },
  });
  const { seen } = checked;
  const summary = isShared(ledger)
    ? await reportShared({
        ledger,
        reporter,
        channels: [...channels.keys()],
        seen,
        signal,
        progress,
      })
    : await reporter.report({ signal });
  return { summary, notes: [...notes.listed, ...describeResent(memory)] };
}

async function send(sending: Sending, ledger: Ledger): Promise<ReportResult> {
  const { request, checked, tools, used } = sending;
  const { environment, signal } = tools.context;
  await keepAccounts(ledger, request.configuration, { ids: used.keys(), environment });
  const takenIn = await takeIn(request, checked, { ledger, signal });
  const waiting = await findWaiting(request, used, ledger);
  const hasAccess = ({ channel }: LeftChannel) =>
    hasCredential(environment, channel, request.configuration.channels.get(channel));
  const others = waiting.filter(hasAccess).map(({ channel }) => channel);
  const { summary, notes } = await bringToOutcome(sending, ledger, others);
  const open = await collectOpenRecords(ledger, checked, request.channels);
  const left = waiting.filter((one) => !hasAccess(one));
  const disputes = await describeDisputes(ledger, checked);
  return { plan: checked.plan, takenIn, summary, open, left, notes: [...notes, ...disputes] };
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
  tools: SendTools,
): Promise<ReportResult> {
  const { configuration } = request;
  const { context, wait } = tools;
  const { environment } = context;
  const used = createChannels(configuration, [...checked.plan.channels.keys()], { environment });
  const source = { configuration, access: { create: true, wait }, context };
  return withLedger(source, (ledger) => send({ request, checked, tools, used }, ledger));
}
