import type { Period } from "./period.ts";
import type { Quantity } from "./quantity.ts";

/** Where a usage record was read from, for messages that people act on. */
export interface SourcePosition {
  /** The file's name as the user gave it. */
  readonly file: string;
  /** The line on which the record starts, counted from 1. */
  readonly line: number;
}

/** One fact to be billed: so much of a meter was used by a subscription in a period. */
export interface UsageRecord {
  /** The vendor's stable id of the fact; see {@link deriveRecordId}. */
  readonly recordId: string;
  /** The id of the channel that bills for it. */
  readonly channel: string;
  /** The subscription: a Connect asset, a Rebilly item-level subscription, a 2Checkout subscription reference. */
  readonly subscription: string;
  /** The meter: a Connect item (mpn) or a 2Checkout option code; Rebilly has none. */
  readonly meter?: string;
  /** How much was used, in the meter's own unit, exact. */
  readonly quantity: Quantity;
  /** When it was used: half-open, UTC. */
  readonly period: Period;
  /** A note for people. */
  readonly description?: string;
  /** A category of the report, where the channel has them. */
  readonly category?: string;
  /** Money for the whole record before tax, where the vendor rates the usage itself; exact. */
  readonly amount?: Quantity;
  /** The level of the sales chain that the amount is for: 0 customer, 1 reseller. */
  readonly tier?: number;
  /** Whether the channel may store less than was reported when an allowance runs out. */
  readonly acceptPartial?: boolean;
  /** What only one channel needs, by name, for example Connect's product, contract and currency. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Where the record was read from. */
  readonly source?: SourcePosition;
}
