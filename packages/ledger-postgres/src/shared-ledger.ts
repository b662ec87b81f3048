import type { Ledger } from "@usage-billing/ledger";

/** A delivery that was handed out to this process alone, for as long as it gives signs of life. */
export interface Claim {
  /** The delivery. */
  readonly deliveryId: string;
  /** Grows with every claim of the same delivery: the first one has 1. */
  readonly token: number;
  /**
   * Whether no other process can have begun to send the delivery since its intent was committed:
   * this is its first claim. Otherwise it has to be read back before it is sent.
   */
  readonly isFirstClaim: boolean;
  /**
   * The ledger, every change of which is refused, in its own transaction, once the delivery was handed out
   * again. It is closed with the ledger that it came from.
   */
  readonly ledger: Ledger;
  /** Is aborted when the claim is lost or the worker is to stop. */
  readonly signal: AbortSignal;
  /**
   * Makes sure that the claim is still this process's own, by this machine's clocks alone. To be called
   * right before anything that changes something at the channel.
   *
   * @throws {@link LedgerError} When it may have been handed out to another process.
   */
  readonly beforeWrite: () => void;
}

/** What planning a channel's waiting records gets. */
export interface PlanClaim {
  /** The channel. */
  readonly channel: string;
  /** The ledger, every change of which is refused once the planning was handed out to another process. */
  readonly ledger: Ledger;
  /** Is aborted when enough is planned, the claim is lost or the worker is to stop. */
  readonly signal: AbortSignal;
}

/** How to work on claims. */
export interface WorkerOptions {
  /** The channels to work for; those that the ledger knows by default, looked up again every second. */
  readonly channels?: readonly string[];
  /**
   * Brings one delivery to an outcome. A delivery that is not settled afterwards, or for which it
   * rejects, is handed out again later: after the number of milliseconds that an object which it
   * resolves to has as `retryAfter`, otherwise with growing distances of up to five minutes.
   *
   * @param claim - The delivery and what is needed to work on it.
   */
  readonly deliver: (claim: Claim) => Promise<unknown>;
  /**
   * Plans a channel's waiting records and commits the intents to the claim's ledger. One process
   * at a time does it for a channel.
   *
   * @param channel - The channel.
   * @param claim - The ledger to plan in, and when to stop.
   */
  readonly plan: (channel: string, claim: PlanClaim) => Promise<unknown>;
  /** How many deliveries of one channel this process works on at once; 16 by default. */
  readonly concurrency?: number;
  /** Ends the work: what is begun is finished, nothing new is claimed. */
  readonly signal: AbortSignal;
  /** Is told of errors, after which the work goes on. Nothing by default. */
  readonly onError?: (error: Error) => void;
}

/** A ledger that many processes on many machines share, and that hands out its work to them. */
export interface SharedLedger extends Ledger {
  /**
   * Works on deliveries and on planning until the signal is aborted. Every process that
   * shares the ledger may do it at the same time.
   *
   * @param options - What to do with a claim.
   * @returns When everything that was begun has ended.
   * @throws {@link LedgerError} When the ledger is closed, or its schema cannot be used.
   */
  runWorker(options: WorkerOptions): Promise<void>;
}
