import {
  type Channel,
  InvalidUsageRecordError,
  MissingConfigurationError,
  type UsageRecord,
} from "@usage-billing/core";
import type { Intake } from "@usage-billing/ledger";
import { requireChannel } from "./changeable.ts";
import { correctRecord } from "./correct-record.ts";
import { deliverOne } from "./deliver-one.ts";
import { planChannel } from "./plan-channel.ts";
import { reportChannel } from "./report-channel.ts";
import type { Reporter, ReporterOptions, ReportOptions, ReportSummary } from "./reporter.ts";
import { retractRecord } from "./retract-record.ts";
import { type Settings, toSettings } from "./settings.ts";

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

async function report(settings: Settings, options: ReportOptions): Promise<ReportSummary> {
  const channels = pickChannels(settings, options.channels);
  const failed = new AbortController();
  const { signal = failed.signal } = options;
  const either = AbortSignal.any([signal, failed.signal]);
  const results = await Promise.allSettled(
    channels.map(async (channel) => {
      try {
        return await reportChannel(channel, settings, either);
      } catch (error) {
        failed.abort();
        throw error;
      }
    }),
  );
  const summaries = results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
  const isUnfinished = summaries.some(({ sums }) =>
    sums.some(({ status }) => status === "unsent" || status === "unknown"),
  );
  return { channels: summaries, interrupted: signal.aborted && isUnfinished };
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
    retract: (recordId) => retractRecord(settings, recordId),
    correct: (recordId, replacement) => correctRecord(settings, recordId, replacement),
  };
}
