/** What can go wrong on demand. */
export type FaultKind =
  | "rate-limit"
  | "server-error"
  | "reset-before-storing"
  | "lose-answer"
  | "delay";

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
  /** The status of `server-error`, 500 to 599; 500 when absent. */
  readonly status?: number;
  /** How long `delay` waits, in milliseconds; 1,000 when absent. */
  readonly milliseconds?: number;
  /** After how many seconds `rate-limit` says to come back; 1 when absent. */
  readonly retryAfter?: number;
}
