import type { Outcome, Quantity, UsageRecord } from "@usage-billing/core";
import type { DeliveryState } from "@usage-billing/ledger";

/** Where a delivery stands after it was worked on. */
export interface DeliverResult {
  /** The channel that it goes to. */
  readonly channel: string;
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
