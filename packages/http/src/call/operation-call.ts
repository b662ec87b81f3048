import type { Clock } from "../clock.ts";

/** What one attempt gives back: the result of a generated client's call. */
export interface Attempt<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** One call of a channel, as {@link callOperation} takes it. */
export interface OperationCall<Data> {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document, for errors. */
  readonly operation: string;
  /** The HTTP method; all but GET, HEAD and OPTIONS count as writes. */
  readonly method: string;
  /**
   * Makes the request. Called anew for every attempt, so that what a request must not share with
   * the one before, such as a signature, is made afresh. Hand the signal to the client.
   */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<Data>>;
  /**
   * Puts the body of an error answer into words. Only called for JSON objects and arrays; when it
   * gives nothing or throws, a general description is used, and the error says that the body is not
   * in the channel's own form.
   */
  readonly describe?: (error: unknown) => string;
  /**
   * Asked before every attempt of a write, and by our transport once more right before the first
   * byte is written, when a connection stands. What it throws ends the call: nothing was sent.
   */
  readonly beforeWrite?: (() => void) | undefined;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
  /** The longest time for one attempt, answer included, in milliseconds. 30 seconds by default. */
  readonly timeout?: number | undefined;
  /** How often to try again what is safe to try again. 3 by default. */
  readonly retries?: number | undefined;
  /** The longest wait between attempts, in milliseconds. 5 minutes by default; when the channel asks for more, the call fails at once and the error carries `retryAfter`. */
  readonly maximumWait?: number | undefined;
  /** Tells the time and waits between attempts; the computer's clock by default. */
  readonly clock?: Clock | undefined;
  /** Gives numbers from 0 to below 1, to spread attempts; `Math.random` by default. */
  readonly random?: (() => number) | undefined;
  /** Values that must not be seen in an error, besides the patterns that are always taken out. */
  readonly secrets?: readonly string[] | undefined;
  /** Whether success may come without a body; `data` is `undefined` then. */
  readonly acceptEmpty?: boolean | undefined;
}

/** What {@link callOperation} gives back. */
export interface OperationResult<Data> {
  /** The body of the answer; `undefined` only when `acceptEmpty` was set. */
  readonly data: Data;
  /** The answer, for its status and headers. */
  readonly response: Response;
}
