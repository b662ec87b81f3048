import type { DeliveryState, Ledger } from "@usage-billing/ledger";
import type { Clock } from "../clock.ts";
import type { FollowedChannel } from "../follow/follow-types.ts";
import type { Reporter } from "../reporter.ts";
import type { ChannelSummary } from "../summaries.ts";

/** One delivery that a ledger hands out to a worker. */
export interface DeliveryClaim {
  /** The delivery. */
  readonly deliveryId: string;
  /** Whether nobody can have begun to send it before. */
  readonly isFirstClaim: boolean;
  /** The ledger, which refuses changes once the claim is lost. */
  readonly ledger: Ledger;
  /** Is aborted when the claim is lost or the worker is to stop. */
  readonly signal: AbortSignal;
  /** Throws when the claim may be lost; called right before each write to the channel. */
  readonly beforeWrite: () => void;
}

/** The planning of one channel that a ledger hands out to a worker. */
export interface PlanningClaim {
  /** The ledger, which refuses changes once the claim is lost. */
  readonly ledger: Ledger;
  /** Is aborted when enough is planned, the claim is lost or the worker is to stop. */
  readonly signal: AbortSignal;
}

/** What hands out work to many machines, such as a ledger on PostgreSQL. */
export interface SharedWork {
  /**
   * Works until the signal is aborted.
   *
   * @param options - What to do with a claim. A delivery that is not settled afterwards is handed out
   * again later: after `retryAfter` milliseconds where what `deliver` resolves to has that.
   * @returns When everything that was begun has ended.
   */
  runWorker(options: {
    readonly channels: readonly string[];
    readonly deliver: (claim: DeliveryClaim) => Promise<unknown>;
    readonly plan: (channel: string, claim: PlanningClaim) => Promise<unknown>;
    readonly concurrency?: number;
    readonly signal: AbortSignal;
    readonly onError: (error: Error) => void;
  }): Promise<void>;
}

/** What a service did. */
export type ServiceEvent =
  | { readonly kind: "reported"; readonly channel: string; readonly summary: ChannelSummary }
  | { readonly kind: "followed"; readonly channel: string; readonly summary: FollowedChannel }
  | { readonly kind: "planned"; readonly channel: string; readonly deliveries: number }
  | {
      readonly kind: "delivered";
      readonly channel: string;
      readonly deliveryId: string;
      readonly state: DeliveryState;
      readonly error?: Error;
    }
  | {
      readonly kind: "waiting";
      readonly channel: string;
      readonly reason: "back-off" | "interval";
      readonly milliseconds: number;
    }
  | { readonly kind: "failed"; readonly error: Error };

/** How a service works. */
export interface ServiceOptions {
  /** What does the work. */
  readonly reporter: Reporter;
  /** The channels to work for. */
  readonly channels: readonly string[];
  /** What hands out the work when many processes share the ledger; without it this process does all of it. */
  readonly shared?: SharedWork;
  /** How long after a report the next one begins, in milliseconds; 60,000 by default. */
  readonly interval?: number;
  /**
   * How long after following a channel it is followed again, in milliseconds; 3,600,000 by default.
   * `Infinity` never follows: of many machines one is enough.
   */
  readonly followInterval?: number;
  /**
   * How long it follows a channel in one piece before others have their turn with the ledger, in
   * milliseconds; 2,000 by default. Each piece is told as `followed`.
   */
  readonly followTurn?: number;
  /** How many deliveries of one channel a worker has at once. */
  readonly concurrency?: number;
  /** The time; the machine's by default. */
  readonly clock?: Clock;
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** Is told what the service did, for logs and metrics. An error that it throws is ignored. */
  readonly onEvent?: (event: ServiceEvent) => void;
}

/** How a service stands with one channel. */
export interface ServiceChannelState {
  /** The channel. */
  readonly channel: string;
  /** When its last report without an error of the channel ended, in milliseconds since 1970. */
  readonly succeededAt?: number;
  /** When it was last followed, in milliseconds since 1970. */
  readonly followedAt?: number;
  /** How many reports in a row failed. */
  readonly failures: number;
  /** The error of the last one. */
  readonly error?: Error;
}

/** How a service stands. */
export interface ServiceState {
  /** `failed`: the ledger cannot be used, and the service has ended. */
  readonly phase: "failed" | "idle" | "running" | "stopped" | "stopping";
  /** Each channel, in the order in which they were given. */
  readonly channels: readonly ServiceChannelState[];
  /** Why it failed. */
  readonly error?: Error;
}

/** Keeps reporting until it is stopped. */
export interface Service {
  /** Begins. Calling it again does nothing. */
  start(): void;

  /**
   * Ends it: what is on its way is finished, nothing new is begun.
   *
   * @returns When everything has ended.
   */
  stop(): Promise<void>;

  /**
   * Tells how it stands.
   *
   * @returns Phase and channels.
   */
  state(): ServiceState;

  /** Resolves when it has ended after a stop; rejects with the ledger's error when it failed. */
  readonly finished: Promise<void>;
}
