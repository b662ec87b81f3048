import type { Instant, UsageRecord } from "@usage-billing/core";

/** The time, as the kit gives it to a channel and to its server: waiting moves it on at once. */
export interface KitClock {
  /** Reads the time, in milliseconds since 1970, UTC. */
  now(): Instant;
  /** Waits; rejects with the signal's reason when the signal ended it. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** One piece of usage, as the server itself says that it holds it. */
export interface StoredUsage {
  /** The subscription. */
  readonly subscription: string;
  /** The meter, where the server has one. */
  readonly meter?: string | null;
  /** The quantity as decimal text. */
  readonly quantity: string;
  /** The first instant, ISO 8601 with a zone. */
  readonly start: string;
  /** The first instant after it; read only of channels that keep periods. */
  readonly end: string;
}

/** A record that the server stores in part, and how much of it. */
export interface ShortRecord {
  /** The record, with `acceptPartial`. */
  readonly record: UsageRecord;
  /** What the server stores, as decimal text. */
  readonly stored: string;
}

/** A running server behind a channel. Each test has one of its own. */
export interface WorldServer {
  /** Where the channel reaches it. */
  readonly baseUrl: string;
  /** Tells what the server holds now, not through the channel. */
  holds(): readonly StoredUsage[] | Promise<readonly StoredUsage[]>;
  /** Bills all that it holds; left out where a server cannot. */
  bill?(): void | Promise<void>;
  /** Brings what was sent to where the server lets it be changed, such as a rejected file; often nothing. */
  allowChanges?(): void | Promise<void>;
  /** Spoils calls in its own way. Left out, the kit stands between channel and server with a proxy. */
  readonly troubles?: Troubles;
  /** Ends the server. */
  close(): Promise<void>;
}

/** The small port through which the kit drives the server behind a channel. */
export interface World {
  /** At least two subscriptions that the server knows. */
  readonly subscriptions: readonly [string, string, ...string[]];
  /** A meter of theirs, where the channel has meters. */
  readonly meter?: string;
  /** What every record needs beside. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** How many decimals the server takes of that meter, where that is less than the channel declares. */
  readonly decimals?: number;
  /** The start of the first record: the beginning of a UTC month that is over, in milliseconds since 1970. */
  readonly from: Instant;
  /** What must be seen in no error: keys and tokens, as the channel is given them. */
  readonly secrets: readonly string[];
  /** Numbers of pieces of usage that one request cannot list past. */
  readonly walls?: readonly number[];
  /** A subscription that has the right form and that the server refuses; left out where it takes any. */
  readonly unknownSubscription?: string;
  /** A record that is stored in part, where the channel declares `partialQuantity`. */
  readonly short?: ShortRecord;
  /** The names of headers by which the server says when to come back, beside `Retry-After`. */
  readonly epochRetryHeader?: string;
  /** Whether its servers have a method `bill`; false by default. */
  readonly canBill?: boolean;
  /** Starts a fresh server. */
  open(clock: KitClock): Promise<WorldServer>;
}

/** Which requests a trouble meets. */
interface TroubleScope {
  /** Reads are GET and HEAD, everything else is a write; writes by default. */
  readonly on?: "read" | "write" | "any";
  /** How many such requests pass before it; 0 by default. */
  readonly after?: number;
  /** How many requests it meets; 1 by default. */
  readonly times?: number;
}

/**
 * What happens to a request: it is handled and the answer lost; it is lost before the server sees it;
 * it is answered otherwise, handled or not; or it is never answered and not handled.
 */
export type Trouble = TroubleScope &
  (
    | { readonly kind: "lose-answer" | "lose-request" }
    | {
        readonly kind: "answer";
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string;
        readonly stored?: boolean;
      }
    | { readonly kind: "stall"; readonly onArrival: () => void }
  );

/** Spoils calls between a channel and its server, and counts them. */
export interface Troubles {
  /** Spoils the next requests that the trouble meets. */
  arm(trouble: Trouble): void;
  /** How many requests of either sort came so far. */
  seen(): { readonly reads: number; readonly writes: number };
}
