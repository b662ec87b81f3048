import type { Instant, UsageRecord } from "@usage-billing/core";
import type { TwinUsage } from "../server/twin-api.ts";
import type { TwinClock } from "../server/twin-clock.ts";

/** A twin as the conformance kit drives it. */
export interface TwinServer {
  /** What to hand to the adapter's `baseUrl`. */
  readonly baseUrl: string;
  /** Everything that the twin took and still holds. */
  holds(): readonly TwinUsage[];
  /** Bills what is open. */
  bill(): void;
  /** Rejects the usage files that wait, as the distributor: only then may a vendor change them. */
  allowChanges(): Promise<void>;
  /** Ends the twin. */
  close(): Promise<void>;
}

/** What the conformance kit must know of a twin: its `World`. */
export interface TwinWorld {
  /** Subscriptions of the sample catalogue. */
  readonly subscriptions: readonly [string, string];
  /** A meter of theirs. */
  readonly meter?: string;
  /** How many decimals the twin takes of that meter. */
  readonly decimals?: number;
  /** The start of October 2026. */
  readonly from: Instant;
  /** The sample's credentials. */
  readonly secrets: readonly string[];
  /** Numbers of pieces of usage that one request cannot list past. */
  readonly walls: readonly number[];
  /** A subscription that the twin does not know. */
  readonly unknownSubscription: string;
  /** A record of which the twin stores less. */
  readonly short?: { readonly record: UsageRecord; readonly stored: string };
  /** The name of the header that says when to come back in seconds since 1970. */
  readonly epochRetryHeader?: string;
  /** Whether billed usage shows in the API. */
  readonly canBill: boolean;
  /** Starts a twin. */
  open(clock: TwinClock): Promise<TwinServer>;
}
