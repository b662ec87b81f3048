import type {
  Channel,
  Outcome,
  Problem,
  Quantity,
  UsageRecord,
  WriteBudget,
} from "@usage-billing/core";
import type { DeliveryState, IntakeResult, Ledger } from "@usage-billing/ledger";
import type { Clock } from "./clock.ts";
import type { TelemetryOptions } from "./telemetry.ts";

/**
 * What becomes of records that a channel refused only because of others in the same delivery:
 * `drop-named-rows` sends them without those, `keep-file` leaves them refused with the others.
 */
export type RefusedFilePolicy = "drop-named-rows" | "keep-file";

/**
 * Mends a record that a channel refused.
 *
 * @param record - The record as it was sent.
 * @param problem - Why it was refused.
 * @returns The record as it should be sent, with the same id; `undefined` leaves it refused.
 */
export type Repair = (record: UsageRecord, problem: Problem) => UsageRecord | undefined;

/** What a reporter works with. */
export interface ReporterOptions {
  /** The channels by the id that usage records name. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Where intents and outcomes are kept. The caller closes it. */
  readonly ledger: Ledger;
  /** The time; the machine's by default. */
  readonly clock?: Clock;
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** How many deliveries per channel may be on their way at once; 16 by default. */
  readonly concurrency?: number;
  /**
   * How long after an attempt the channel may still not show what it stored, in milliseconds;
   * for every channel or by channel; 2,000 by default. Only a read-back later than this is believed
   * when it finds nothing. After a crash it counts from when the next run began.
   */
  readonly visibilityLag?: number | ReadonlyMap<string, number>;
  /**
   * The same for an attempt that this side gave up because no answer came in time, in milliseconds;
   * 30,000 by default. The channel was slow then, and may store it late.
   */
  readonly abandonedLag?: number | ReadonlyMap<string, number>;
  /**
   * The longest wait before each further read-back while the outcome is unknown, in milliseconds;
   * [1000, 4000] by default. A random part of it is waited.
   */
  readonly settleDelays?: readonly number[];
  /**
   * How many writes go to a channel in how much time; by default what its capabilities say. Channels
   * that are given the same object share it. What was sent before a restart counts.
   */
  readonly budgets?: ReadonlyMap<string, WriteBudget | "none">;
  /** What becomes of records that were refused because of others; `drop-named-rows` by default. */
  readonly onRefusedFile?: RefusedFilePolicy;
  /** Mends records that a channel refused; none by default. They go out within the same report. */
  readonly repair?: Repair;
  /** Where spans and counters go; those of the OpenTelemetry API's global providers by default. */
  readonly telemetry?: TelemetryOptions;
  /** Is told what a report is doing. An error that it throws is ignored. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a report is doing. */
export interface Progress {
  /** The channel. */
  readonly channel: string;
  /**
   * `start`: the channel's work begins, `settling`: read-back of an outcome in doubt,
   * `budget`: a delivery waits until the channel takes writes again, `dropped`: a delivery was
   * refused whole and goes on without the records at fault,
   * `sending`: a delivery goes out, `step`: a step within a delivery, in the words of `detail`,
   * `finished`: records have their outcome, `unsent`: a delivery did not reach the channel,
   * `end`: the channel's work is over.
   */
  readonly kind:
    | "budget"
    | "dropped"
    | "end"
    | "finished"
    | "sending"
    | "settling"
    | "start"
    | "step"
    | "unsent";
  /** The delivery, where it is about one. */
  readonly deliveryId?: string;
  /** What is being done within a delivery, in the channel's words. */
  readonly detail?: string;
  /** How many records of the channel have got an outcome in this report, `unknown` included. */
  readonly finished: number;
  /** How many records of the channel were to be reported when the report began. */
  readonly total: number;
}

/** What to report. */
export interface ReportOptions {
  /** Only to these channels; all of the reporter's by default. */
  readonly channels?: readonly string[];
  /** Ends the report early: what is on its way is finished, nothing new is begun. */
  readonly signal?: AbortSignal;
}

/** How to plan a channel. */
export interface PlanOptions {
  /** Where intents are committed; the reporter's ledger by default. */
  readonly ledger?: Ledger;
  /** Ends the planning early, after the batch that is being committed. */
  readonly signal?: AbortSignal;
}

/** How to bring one delivery to an outcome. */
export interface DeliverOptions {
  /** Where the outcome is committed, such as the view of the ledger that a claim gives; the reporter's by default. */
  readonly ledger?: Ledger;
  /**
   * Is called right before each request that changes something at the channel. When it throws,
   * that request is not sent.
   */
  readonly beforeWrite?: () => void;
  /** Ends the work early: what is on its way is finished, nothing new is begun. */
  readonly signal?: AbortSignal;
  /**
   * Whether nobody can have begun to send the delivery since its intent was committed. Only then
   * it is sent without reading back first. False by default.
   */
  readonly isFirstClaim?: boolean;
}

/** Where a delivery stands after it was worked on. */
export interface DeliverResult {
  /** `settled` when none of its records is in doubt; otherwise it has to be worked on again. */
  readonly state: DeliveryState;
  /** Why it is not settled, where an error is the reason. */
  readonly error?: Error;
}

/** Count and exact sums of what a report brought to one outcome. */
export interface OutcomeSum {
  /** The outcome; `unsent` for records that no outcome is there for because they were not sent. */
  readonly status: Outcome["status"] | "unsent";
  /** The meter, where the records have one. */
  readonly meter?: string;
  /** How many records. */
  readonly count: number;
  /** What was to be reported, exact. */
  readonly quantity: Quantity;
  /** What the channel stored of `partial` records, exact; equal to `quantity` for every other status. */
  readonly stored: Quantity;
}

/** A record that somebody should look at, with the reason. */
export interface NotableRecord {
  /** The record. */
  readonly record: UsageRecord;
  /** What became of it: refused, unknown or partial. */
  readonly outcome: Extract<Outcome, { status: "partial" | "refused" | "unknown" }>;
}

/** An error that kept a channel or one of its deliveries from being reported. */
export interface ReportFailure {
  /** What was thrown. */
  readonly error: Error;
  /** The delivery that it happened to; absent when the whole channel failed. */
  readonly deliveryId?: string;
}

/** What a report did at one channel. */
export interface ChannelSummary {
  /** The channel. */
  readonly channel: string;
  /** How many deliveries got an answer or were settled by read-back. */
  readonly deliveries: number;
  /** What became of the records that this report moved, and of those still unsent; ordered by status and meter. */
  readonly sums: readonly OutcomeSum[];
  /** The first 100 records that were refused, unknown or partial; the ledger has them all. */
  readonly notable: readonly NotableRecord[];
  /** How many more there were than `notable` lists. */
  readonly notableOmitted: number;
  /** The error for which the channel was given up, if it was: not reached, not authenticated, or a defect. */
  readonly error?: Error;
  /** The first 20 errors of single deliveries and of the channel. */
  readonly failures: readonly ReportFailure[];
  /** How many more there were than `failures` lists. */
  readonly failuresOmitted: number;
}

/** What a report did. */
export interface ReportSummary {
  /** One summary per channel, in the order in which the channels were given. */
  readonly channels: readonly ChannelSummary[];
  /** Whether the signal ended the report before everything was tried. */
  readonly interrupted: boolean;
}

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
   * Takes a reported record back at its channel. A retraction that was interrupted is
   * settled by read-back first.
   *
   * @param recordId - The record's id.
   * @throws {@link UnchangeableRecordError} When the record is not in the ledger, was not sent, or its outcome is unknown.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel failed;
   * with `outcomeUnknown`, call again to settle it.
   */
  retract(recordId: string): Promise<void>;

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
  correct(recordId: string, replacement: UsageRecord): Promise<Outcome>;
}
