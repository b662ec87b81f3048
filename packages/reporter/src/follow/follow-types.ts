import type { Quantity, Settlement, UsageRecord } from "@usage-billing/core";
import type { Ledger, RecordState } from "@usage-billing/ledger";
import type { ReportFailure } from "../summaries.ts";

/** What to follow. */
export interface FollowOptions {
  /** Only these channels; all of the reporter's by default. */
  readonly channels?: readonly string[];
  /**
   * `resent` asks only for what this reporter sent again after read-back had found nothing, once the
   * `lateArrivalWindow` has passed: a few records, where `all`, the default, are many.
   */
  readonly only?: "all" | "resent";
  /**
   * How long it may go on before it leaves the rest for another call, in milliseconds; without end by
   * default. What is on its way is finished. Only for `all`.
   */
  readonly turn?: number;
  /** The `next` of a turn before, of the one channel that is followed; only for `all`. */
  readonly after?: string;
  /** Where states are committed; the reporter's ledger by default. */
  readonly ledger?: Ledger;
  /** Ends it early: what is on its way is finished, nothing new is begun. */
  readonly signal?: AbortSignal;
}

/**
 * Something that a channel says of a record which it took, and that somebody must look at.
 *
 * - `duplicate`: it holds the record more than once, so that it bills twice; a request that was
 *   given up came to it late, or somebody else wrote the same usage.
 * - `missing`: it does not hold the record any more.
 * - `altered`: what it holds under the record is something else.
 * - `refused`: it refused the record after it had taken it.
 */
export type AlarmKind = "altered" | "duplicate" | "missing" | "refused";

/** A record that somebody must look at. */
export interface Alarm {
  /** What is wrong. */
  readonly kind: AlarmKind;
  /** The record. */
  readonly record: UsageRecord;
  /** The delivery that it went with. */
  readonly deliveryId: string;
  /** What the channel says, with what it holds where that is in question. */
  readonly settlement: Settlement;
}

/** Count and exact sums of records that went from one state to another. */
export interface StateChange {
  /** Where they stood. */
  readonly from: RecordState;
  /** Where they stand. The same as `from` when only the billing reference is new. */
  readonly to: RecordState;
  /** Whether the channel has billed them. */
  readonly isBilled: boolean;
  /** The meter, where the records have one. */
  readonly meter?: string;
  /** How many. */
  readonly count: number;
  /** What was reported, exact. */
  readonly quantity: Quantity;
}

/** What following found at one channel. */
export interface FollowedChannel {
  /** The channel. */
  readonly channel: string;
  /** How many deliveries were asked for. */
  readonly deliveries: number;
  /** What changed, ordered by state and meter. */
  readonly changes: readonly StateChange[];
  /** The first 100 records that somebody must look at. */
  readonly alarms: readonly Alarm[];
  /** How many more there were. */
  readonly alarmsOmitted: number;
  /** What another call has to begin `after`; absent when the channel was followed to its end. */
  readonly next?: string;
  /** The error for which the channel was given up, if it was. */
  readonly error?: Error;
  /** The first 20 errors of single deliveries. */
  readonly failures: readonly ReportFailure[];
  /** How many more there were than `failures` lists. */
  readonly failuresOmitted: number;
}

/** What following found. */
export interface FollowSummary {
  /** One summary per channel, in the order in which the channels were given. */
  readonly channels: readonly FollowedChannel[];
  /** Whether the signal ended it early. */
  readonly interrupted: boolean;
}
