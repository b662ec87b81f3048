import type { Channel, Instant, Period, Problem, Quantity, UsageRecord } from "@usage-billing/core";
import type { Ledger, RecordState } from "@usage-billing/ledger";
import type { Clock } from "../clock.ts";

/**
 * How ledger and channel can differ in one record or one piece of held usage.
 *
 * - `missing-there`: the channel is meant to hold the record and does not.
 * - `unknown-here`: the channel holds usage that is no record of the ledger, or one that it should not hold any more.
 * - `quantity-differs`: it holds another quantity, if only by 0.001.
 * - `altered`: it holds the record under another meter or period.
 * - `trimmed`: it stored less, as the record let it.
 * - `duplicate`: it holds a record once more.
 * - `closed-without-reference`: it closed the record and names no invoice or order.
 * - `rejected`: it refused the record.
 */
export type DifferenceKind =
  | "altered"
  | "closed-without-reference"
  | "duplicate"
  | "missing-there"
  | "quantity-differs"
  | "rejected"
  | "trimmed"
  | "unknown-here";

/** The record's side of a difference. */
export interface ReportedSide {
  /** The record as the ledger has it. */
  readonly record: UsageRecord;
  /** Where it stands in the ledger. */
  readonly state: RecordState;
  /** The delivery that it went with. */
  readonly deliveryId?: string;
  /** The channel's own id of it, from its last outcome. */
  readonly reference?: string;
  /** The invoice or order that billed it, from its last outcome. */
  readonly billingReference?: string;
}

/** The channel's side of a difference. */
export interface HeldSide {
  /** The channel's own id. */
  readonly reference: string;
  /** The subscription in the channel's words. */
  readonly subscription: string;
  /** The meter, where the channel has one. */
  readonly meter?: string;
  /** What it holds, exact. */
  readonly quantity: Quantity;
  /** The time that it covers, half-open, UTC. */
  readonly period: Period;
  /** The channel's own word for its state. */
  readonly status: string;
  /** The vendor's record id, where the channel gives it back. */
  readonly recordId?: string;
  /** The invoice or order that billed it. */
  readonly billingReference?: string;
}

/** One thing in which ledger and channel differ. */
export interface Difference {
  /** In what. */
  readonly kind: DifferenceKind;
  /** The record; absent when the ledger has none. */
  readonly reported?: ReportedSide;
  /** What the channel holds; absent when it holds nothing of it. */
  readonly held?: HeldSide;
  /** What is so, as a sentence. */
  readonly reason: string;
  /** Why the channel refused it, where it said so. */
  readonly problem?: Problem;
}

/** Count and exact sums of the records and the held usage of one meter. */
export interface MeterTotal {
  /** The meter; absent where usage has none. */
  readonly meter?: string;
  /** How many records the channel is meant to hold. */
  readonly records: number;
  /** What they add up to, exact. */
  readonly reported: Quantity;
  /** How many pieces the channel holds, those of records in flight left out. */
  readonly pieces: number;
  /** What they add up to, exact. */
  readonly held: Quantity;
  /** `held` less `reported`, exact. */
  readonly difference: Quantity;
}

/** Count and exact sums of the differences of one kind and meter. */
export interface DifferenceTotal {
  readonly kind: DifferenceKind;
  /** The meter; absent where usage has none. */
  readonly meter?: string;
  readonly count: number;
  /** What the ledger's sides add up to, exact. */
  readonly reported: Quantity;
  /** What the channel's sides add up to, exact. */
  readonly held: Quantity;
}

/** Records that are on their way or in doubt, so that nobody can say yet whether the channel holds them. */
export interface InFlightTotal {
  readonly state: RecordState;
  /** The meter; absent where usage has none. */
  readonly meter?: string;
  readonly count: number;
  /** What they add up to, exact. */
  readonly quantity: Quantity;
}

/** A part of the channel that could not be read, so that nothing is said of it. */
export interface UnreadPart {
  /** The subscription; absent when it is the channel as a whole. */
  readonly subscription?: string;
  /** The error. */
  readonly error: Error;
}

/** What a reconciliation found. Close it in the end: its differences stand in a temporary file. */
export interface Reconciliation {
  readonly channel: string;
  /** The period; usage belongs to it that starts in it. */
  readonly period: Period;
  /** When the channel was read. */
  readonly at: Instant;
  /** Whether the period was not over then, so that more may come. */
  readonly isOpen: boolean;
  /**
   * What was listed at the channel: everything in the period, or only usage of subscriptions that the
   * ledger knows, because the channel lists no other way.
   */
  readonly listed: "all" | "known-subscriptions";
  /** How many records and pieces are a pair without a difference. */
  readonly matched: number;
  /** By meter, ordered. */
  readonly totals: readonly MeterTotal[];
  /** By kind and meter, ordered. */
  readonly differenceTotals: readonly DifferenceTotal[];
  /** By state and meter, ordered. */
  readonly inFlight: readonly InFlightTotal[];
  /** What could not be read; the first hundred. */
  readonly unread: readonly UnreadPart[];
  /** `incomplete` when something is in flight, not read, or the period open; else `drift` when there is a difference. */
  readonly verdict: "clean" | "drift" | "incomplete";
  /**
   * Lists the differences, ordered by subscription, meter and time.
   *
   * @returns The differences, one in memory at a time.
   */
  differences(): AsyncIterable<Difference>;
  /** Lists the records in flight. */
  recordsInFlight(): AsyncIterable<ReportedSide>;
  /** Removes the temporary file. Calling it again does nothing. */
  close(): void;
}

/** What is compared. */
export interface ReconcileOptions {
  readonly channel: Channel;
  readonly ledger: Ledger;
  /** Usage that starts in it is compared; half-open, UTC. */
  readonly period: Period;
  /** The time; the machine's by default. */
  readonly clock?: Clock;
  /**
   * How long the channel may not show what it stored, or still show what it dropped, in milliseconds;
   * 2,000 by default. What differs is looked at again after it.
   */
  readonly visibilityLag?: number;
  /** The folder of temporary files; the system's by default. */
  readonly folder?: string;
  /** Ends it early. */
  readonly signal?: AbortSignal;
  /** Is told how much was read. */
  readonly onProgress?: (progress: ReconcileProgress) => void;
}

/** How far a reconciliation is. */
export interface ReconcileProgress {
  readonly step: "channel" | "compare" | "ledger" | "look-again";
  /** How many pieces, records or groups were read in this step. */
  readonly count: number;
}
