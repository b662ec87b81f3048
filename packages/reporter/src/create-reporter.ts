import {
  type Channel,
  InvalidUsageRecordError,
  MissingConfigurationError,
  type Outcome,
  type UsageRecord,
} from "@usage-billing/core";
import type { Intake } from "@usage-billing/ledger";
import { requireChannel } from "./change/changeable.ts";
import { correctRecord } from "./change/correct-record.ts";
import { decideRecord } from "./change/decide-record.ts";
import { retractRecord } from "./change/retract-record.ts";
import { retryRefused } from "./change/retry-refused.ts";
import type { CorrectionChange, CorrectionEnd } from "./correct/correction-types.ts";
import { type CorrectionGrounds, performCorrection } from "./correct/perform-correction.ts";
import { prepareCorrection } from "./correct/prepare-correction.ts";
import { followChannel } from "./follow/follow-channel.ts";
import type { FollowOptions, FollowSummary } from "./follow/follow-types.ts";
import type { ReporterOptions, ReportOptions } from "./options.ts";
import { deliverOne } from "./report/deliver-one.ts";
import { planChannel } from "./report/plan-channel.ts";
import { reportChannel } from "./report/report-channel.ts";
import type { CorrectMethod, Reporter } from "./reporter.ts";
import { type Settings, toSettings } from "./settings.ts";
import type { ReportSummary } from "./summaries.ts";

const NEVER = new AbortController().signal;

function toIntake(settings: Settings, record: UsageRecord): Intake {
  const channel = requireChannel(settings, record);
  const problems = channel.check(record);
  if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
  return { record, deliveryKey: channel.deliveryKey(record) };
}

function findChannel({ channels }: Settings, id: string): Channel {
  const channel = channels.get(id);
  if (channel !== undefined) return channel;
  throw new MissingConfigurationError(`channel "${id}" is not configured`);
}

function pickChannels(settings: Settings, ids: readonly string[] | undefined): readonly Channel[] {
  if (ids === undefined) return [...settings.channels.values()];
  return [...new Set(ids)].map((id) => findChannel(settings, id));
}

/** Works on channels side by side. An error of the ledger at one ends the others. */
async function forEachChannel<Result>(
  channels: readonly Channel[],
  given: AbortSignal | undefined,
  work: (channel: Channel, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any(given === undefined ? [failed.signal] : [given, failed.signal]);
  const results = await Promise.allSettled(
    channels.map(async (channel) => {
      try {
        return await work(channel, signal);
      } catch (error) {
        failed.abort();
        throw error;
      }
    }),
  );
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

async function report(settings: Settings, options: ReportOptions): Promise<ReportSummary> {
  const { signal } = options;
  const channels = await forEachChannel(
    pickChannels(settings, options.channels),
    signal,
    (channel, either) => reportChannel(channel, settings, either),
  );
  const isUnfinished = channels.some(({ sums }) =>
    sums.some(({ status }) => status === "unsent" || status === "unknown"),
  );
  return { channels, interrupted: signal?.aborted === true && isUnfinished };
}

async function follow(settings: Settings, options: FollowOptions): Promise<FollowSummary> {
  const { signal, ledger = settings.ledger, only = "all", after, turn } = options;
  const part = {
    ...(after === undefined ? {} : { after }),
    ...(turn === undefined ? {} : { turn }),
  };
  const channels = await forEachChannel(
    pickChannels(settings, options.channels),
    signal,
    (channel, either) =>
      followChannel(channel, { ...settings, ledger }, { signal: either, only, ...part }),
  );
  return { channels, interrupted: signal?.aborted === true };
}

function createCorrect(settings: Settings): CorrectMethod {
  function correct(recordId: string, replacement: UsageRecord): Promise<Outcome>;
  function correct(
    recordId: string,
    change: CorrectionChange,
    grounds: CorrectionGrounds,
  ): Promise<CorrectionEnd>;
  function correct(
    recordId: string,
    wanted: CorrectionChange | UsageRecord,
    grounds?: CorrectionGrounds,
  ): Promise<CorrectionEnd | Outcome> {
    if ("recordId" in wanted) return correctRecord(settings, recordId, { replacement: wanted });
    const said = grounds ?? { reason: "", by: "" };
    return performCorrection(settings, recordId, { change: wanted, grounds: said });
  }
  return correct;
}

/**
 * Makes a reporter: what brings usage to channels with exactly one effect per record.
 *
 * For each delivery it commits the intent with the exact bytes, sends, and commits the outcome.
 * An outcome in doubt is settled by read-back before anything is sent again, in this run or the next.
 * One reporter at a time may work on a ledger.
 *
 * @param options - Channels, ledger, and how patient to be.
 * @returns The reporter.
 *
 * @example
 * ```ts
 * const reporter = createReporter({ channels: new Map([[channel.id, channel]]), ledger });
 * await reporter.takeIn(records);
 * const summary = await reporter.report();
 * ```
 */
export function createReporter(options: ReporterOptions): Reporter {
  const settings = toSettings(options);
  return {
    takeIn: async (records) =>
      settings.ledger.takeIn(records.map((record) => toIntake(settings, record))),
    report: (reportOptions = {}) => report(settings, reportOptions),
    plan: async (channelId, { ledger = settings.ledger, signal = NEVER } = {}) =>
      planChannel(findChannel(settings, channelId), { ...settings, ledger }, signal),
    deliver: (deliveryId, { ledger = settings.ledger, ...deliverOptions } = {}) => {
      const own = { ...settings, ledger, findChannel: (id: string) => findChannel(settings, id) };
      return deliverOne(own, deliveryId, deliverOptions);
    },
    follow: (followOptions = {}) => follow(settings, followOptions),
    retry: (retryOptions) => retryRefused(settings, retryOptions),
    decide: (recordId, decision, grounds) =>
      decideRecord(settings, recordId, { decision, grounds }),
    retract: (recordId, grounds) => retractRecord(settings, recordId, grounds),
    correct: createCorrect(settings),
    planCorrection: (recordId, change, planningOptions = {}) =>
      prepareCorrection(settings, recordId, { change, ...planningOptions }),
  };
}
