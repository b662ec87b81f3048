import type { Instant, Period } from "./period.ts";
import type { Quantity } from "./quantity.ts";

/** One piece of usage as a channel holds it. */
export interface HeldUsage {
  /** The channel that holds it. */
  readonly channel: string;
  /** The channel's own id of it. */
  readonly reference: string;
  /** The vendor's record id, where the channel gives it back. */
  readonly recordId?: string;
  /** The subscription in the channel's words. */
  readonly subscription: string;
  /** The meter, where the channel has one. */
  readonly meter?: string;
  /** The quantity that the channel holds, exact. */
  readonly quantity: Quantity;
  /** The time it covers, half-open, UTC; for a channel that keeps instants both ends are equal. */
  readonly period: Period;
  /** The channel's own word for its state. */
  readonly status: string;
  /** The channel's reference of the invoice or order that billed it. */
  readonly billingReference?: string;
  /** The note that was sent with it. */
  readonly description?: string;
}

/** Which usage to list. */
export interface UsageQuery {
  /** The first instant of the window; usage whose period starts before it is left out. */
  readonly from: Instant;
  /** The first instant after the window; usage whose period starts there or later is left out. */
  readonly to: Instant;
  /** Only usage of these subscriptions; some channels cannot list without. */
  readonly subscriptions?: readonly string[];
}
