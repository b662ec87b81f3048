import type { Outcome, UsageRecord } from "@usage-billing/core";
import type { DecisionGrounds, IntakeResult, RecordDecision } from "@usage-billing/ledger";
import type { RetryOptions, RetryResult } from "./change/retry-types.ts";
import type {
  CorrectionChange,
  CorrectionEnd,
  CorrectionPlan,
  CorrectionRefusal,
} from "./correct/correction-types.ts";
import type { CorrectionGrounds } from "./correct/perform-correction.ts";
import type { PlanningOptions } from "./correct/prepare-correction.ts";
import type { FollowOptions, FollowSummary } from "./follow/follow-types.ts";
import type { DeliverOptions, PlanOptions, ReportOptions } from "./options.ts";
import type { DeliverResult, ReportSummary } from "./summaries.ts";

/** Reports usage with exactly one effect per record, whatever happens in between. */
export interface Reporter {
  /**
   * Takes records into the ledger, to be sent by the next {@link Reporter.report}.
   *
   * @param records - Records without problems; about a thousand at a time is fastest.
   * @returns How many are new, how many were there, and which are there with other content.
   * @throws {@link MissingConfigurationError} When a record names a channel that the reporter has not; nothing is taken in.
   * @throws {@link InvalidUsageRecordError} When a record has a problem at its channel; nothing is taken in.
   */
  takeIn(records: readonly UsageRecord[]): Promise<IntakeResult>;

  /**
   * Brings every record in the ledger that is not reported yet to an outcome. First finds out by
   * read-back what became of deliveries in doubt, then sends what the channels do not hold.
   * Errors of channels are in the summary.
   *
   * @param options - Which channels; signal.
   * @returns What was done, with exact sums.
   * @throws {@link MissingConfigurationError} When a channel is asked for that the reporter has not.
   * @throws {@link LedgerError} When the ledger cannot be read or written; running it again goes on from there.
   */
  report(options?: ReportOptions): Promise<ReportSummary>;

  /**
   * Plans the waiting records of a channel and commits the intents with the exact bytes. Sends
   * nothing: {@link Reporter.deliver} does, here or on another machine. Plan a channel in one place
   * at a time.
   *
   * @param channelId - The channel.
   * @param options - Ledger to plan in, signal.
   * @returns How many deliveries were planned.
   * @throws {@link MissingConfigurationError} When the reporter has no such channel.
   * @throws {@link LedgerError} When the ledger cannot be read or written.
   */
  plan(channelId: string, options?: PlanOptions): Promise<number>;

  /**
   * Brings one delivery whose intent is committed to an outcome: reads it back when it is in doubt,
   * sends the stored bytes when the channel does not hold it. Calling it for a settled one does nothing.
   *
   * @param deliveryId - The delivery's id.
   * @param options - What a worker's claim gives.
   * @returns Where it stands then; errors of the channel are in it.
   * @throws {@link MissingConfigurationError} When the reporter has no such channel.
   * @throws {@link LedgerError} When the ledger cannot be read or written, or the claim is lost.
   */
  deliver(deliveryId: string, options?: DeliverOptions): Promise<DeliverResult>;

  /**
   * Asks the channels what became of the records that they hold: acceptance, billing reference. Also
   * finds what came to a channel too late for its read-back, so that it holds a record twice, and what
   * is missing or altered there: such a record is `disputed` until the channel or a person says otherwise.
   * Changes nothing at the channels.
   *
   * @param options - Which channels; signal.
   * @returns What changed, with exact sums, and what somebody must look at.
   * @throws {@link MissingConfigurationError} When a channel is asked for that the reporter has not.
   * @throws {@link LedgerError} When the ledger cannot be read or written.
   */
  follow(options?: FollowOptions): Promise<FollowSummary>;

  /**
   * Puts refused records in line again, as they are, for the next report. To send one with other
   * content, take it in again.
   *
   * @param options - Which ones.
   * @returns How many, and which ones not.
   * @throws {@link MissingConfigurationError} When a record is for a channel that the reporter has not.
   * @throws {@link LedgerError} When the ledger cannot be read or written.
   */
  retry(options: RetryOptions): Promise<RetryResult>;

  /**
   * Commits what a person found out of a record that read-back could not settle or that the channel
   * disputed later: the channel holds
   * it under a reference, or it does not and the next report sends it.
   *
   * @param recordId - The record's id; it is `ambiguous`, `disputed` or `unknown`.
   * @param decision - What was found out.
   * @param grounds - Who decided, and why; kept in the ledger.
   * @throws {@link UnchangeableRecordError} When the record is not in doubt.
   * @throws TypeError When reason, person or reference is empty.
   * @throws {@link LedgerError} When the ledger cannot be read or written.
   */
  decide(recordId: string, decision: RecordDecision, grounds: DecisionGrounds): Promise<void>;

  /**
   * Takes a reported record back at its channel. A retraction that was interrupted is
   * settled by read-back first.
   *
   * @param recordId - The record's id.
   * @param grounds - Who wants it, and why; kept in the ledger.
   * @throws {@link UnchangeableRecordError} When the record is not in the ledger, was not sent, or its outcome is unknown.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel failed;
   * with `outcomeUnknown`, call again to settle it.
   */
  retract(recordId: string, grounds?: DecisionGrounds): Promise<void>;

  /** Corrects a record; see {@link CorrectMethod}. */
  readonly correct: CorrectMethod;

  /**
   * Plans the correction of a record from what the ledger knows of it and what its channel can do. Sends
   * nothing and changes nothing; {@link Reporter.correct} with the same change does it.
   *
   * @param recordId - The record's id.
   * @param change - What is to be otherwise.
   * @param options - The name of the source that record ids are derived with.
   * @returns What is to be done, with the sums before and after; or why nothing is, with the way out.
   * @throws {@link MissingConfigurationError} When the reporter has not the record's channel.
   * @throws {@link LedgerError} When the ledger cannot be read.
   */
  planCorrection(
    recordId: string,
    change: CorrectionChange,
    options?: PlanningOptions,
  ): Promise<CorrectionPlan | CorrectionRefusal>;
}

/** Corrects a record of the ledger. */
export interface CorrectMethod {
  /**
   * Replaces a reported record at its channel. A correction that was interrupted is
   * settled by read-back first.
   *
   * @param recordId - The id of the record to be replaced.
   * @param replacement - The record as it should be: the same channel, subscription, meter and period, an id of its own.
   * @returns What became of the replacement; `unknown` when read-back could not tell.
   * @throws {@link UnchangeableRecordError} When the record is not in the ledger, was not sent, or its outcome is unknown.
   * @throws {@link InvalidUsageRecordError} When the replacement is not a version of the same fact or has a problem.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel failed and holds what it held.
   */
  (recordId: string, replacement: UsageRecord): Promise<Outcome>;

  /**
   * Corrects a record by where it stands in its life and what its channel can do: in the ledger before it
   * is sent, by the channel's own correction while that takes one, by another record in the next period or
   * a stated credit note once it is billed. One that was interrupted is finished by calling this again.
   *
   * @param recordId - The record's id.
   * @param change - What is to be otherwise.
   * @param grounds - Who wants it, and why; kept in the ledger.
   * @returns What was done, and whether something waits for the next report.
   * @throws {@link UnchangeableRecordError} When it cannot be corrected so; nothing is done then.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel failed;
   * with `outcomeUnknown`, call again to settle it.
   * @throws TypeError When reason or person is empty.
   */
  (recordId: string, change: CorrectionChange, grounds: CorrectionGrounds): Promise<CorrectionEnd>;
}
