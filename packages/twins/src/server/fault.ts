/**
 * What can go wrong on demand.
 *
 * Before storing: `rate-limit`, `server-error`, `reset-before-storing`, `half-open`. After storing:
 * `lose-answer`, `error-after-storing`, `delay-answer`, `slow-body`. In time: `delay`, `store-late`,
 * `duplicate-delivery`, `hide`.
 */
export type FaultKind =
  | "rate-limit"
  | "server-error"
  | "reset-before-storing"
  | "lose-answer"
  | "delay"
  | "error-after-storing"
  | "delay-answer"
  | "store-late"
  | "duplicate-delivery"
  | "half-open"
  | "slow-body"
  | "hide";

/** A fault to be met by the next requests that match it. */
export interface Fault {
  /** What goes wrong. */
  readonly kind: FaultKind;
  /** How many requests it hits; 1 when absent. */
  readonly times?: number;
  /** Only requests of this method. */
  readonly method?: string;
  /** Only requests whose path starts so, with or without the API's base path. */
  readonly path?: string;
  /**
   * The status of `server-error` and `error-after-storing`, 500 to 599, 500 when absent; and what
   * `store-late` answers at once, when absent it cuts the connection.
   */
  readonly status?: number;
  /**
   * How long, in milliseconds by the twin's clock: what `delay`, `delay-answer` and `store-late` wait
   * for, the time over which `slow-body` answers, how long `hide` hides; 1,000 when absent. How long
   * after the first the second request of `duplicate-delivery` arrives; at once when absent.
   */
  readonly milliseconds?: number;
  /** After how many seconds `rate-limit` says to come back; 1 when absent. */
  readonly retryAfter?: number;
}
