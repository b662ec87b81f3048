import type { Problem } from "@usage-billing/core";
import { UsageBillingError } from "@usage-billing/core";
import type {
  Alarm,
  ChannelSummary,
  FollowedChannel,
  NotableRecord,
  ReportFailure,
} from "@usage-billing/reporter";
import type { Logger } from "pino";
import { describeError } from "../output/describe-error.ts";

/**
 * Gives an error as a log shows it: never its stack or what it was made of.
 *
 * @param error - The error.
 * @returns Code, whether it may pass, and its words.
 */
export function toErrorFields(error: Error): object {
  return {
    ...(UsageBillingError.isInstance(error)
      ? { code: error.code, retryable: error.retryable }
      : {}),
    error: describeError(error),
  };
}

function describeProblem({ rule, field, message, fix }: Problem): object {
  return { rule, field, problem: message, ...(fix === undefined ? {} : { fix }) };
}

function logNotable(log: Logger, { record, outcome }: NotableRecord): void {
  const { recordId, channel, source } = record;
  const cause =
    outcome.status === "refused"
      ? describeProblem(outcome.problem)
      : outcome.status === "unknown"
        ? { reason: outcome.reason }
        : { sent: outcome.sent, stored: outcome.stored };
  log.warn({ channel, recordId, ...source, status: outcome.status, ...cause }, "record to look at");
}

function logFailure(log: Logger, channel: string, { error, deliveryId }: ReportFailure): void {
  const delivery = deliveryId === undefined ? {} : { deliveryId };
  log.warn({ channel, ...delivery, ...toErrorFields(error) }, "delivery failed");
}

/**
 * Logs what a report did at a channel; nothing where there was nothing to do.
 *
 * @param log - The log.
 * @param summary - The channel's summary.
 */
export function logReported(log: Logger, summary: ChannelSummary): void {
  const { channel, deliveries, sums, notable, failures, error } = summary;
  for (const one of notable) logNotable(log, one);
  for (const failure of failures) logFailure(log, channel, failure);
  if (error !== undefined) log.error({ channel, ...toErrorFields(error) }, "channel given up");
  if (sums.length === 0) return;
  const outcomes = sums.map((sum) => ({ ...sum, meter: sum.meter ?? null }));
  log.info({ channel, deliveries, outcomes }, "reported");
}

function logAlarm(log: Logger, { kind, record, deliveryId }: Alarm): void {
  const { recordId, channel, source } = record;
  log.error({ channel, recordId, ...source, deliveryId, alarm: kind }, "record in alarm");
}

/**
 * Logs what following a channel found; nothing where nothing changed.
 *
 * @param log - The log.
 * @param followed - The channel's summary.
 */
export function logFollowed(log: Logger, followed: FollowedChannel): void {
  const { channel, deliveries, changes, alarms, failures, error } = followed;
  for (const alarm of alarms) logAlarm(log, alarm);
  for (const failure of failures) logFailure(log, channel, failure);
  if (error !== undefined) log.error({ channel, ...toErrorFields(error) }, "channel not followed");
  if (changes.length > 0) log.info({ channel, deliveries, changes }, "followed");
}
