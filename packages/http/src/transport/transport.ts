/** How requests reach a channel. `fetch` and `Request` belong together and go to a generated client. */
export interface Transport {
  /** Sends a request and resolves once the whole answer is there. Never follows a redirect. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The class of the requests that `fetch` takes. */
  readonly Request: typeof Request;
  /** Waits for open calls and closes every connection. */
  close(): Promise<void>;
}

/** Options of `createTransport`. */
export interface TransportOptions {
  /**
   * The longest silence while the answer is awaited or arriving, in milliseconds. 5 minutes by
   * default; `callOperation` ends most calls sooner.
   */
  readonly timeout?: number;
  /** The longest wait for a connection, in milliseconds. 10 seconds by default; on Node.js only. */
  readonly connectTimeout?: number;
  /**
   * The most bytes that an answer may have, since whole answers are held in memory. 268,435,456 by
   * default; a longer one is given up as soon as that is seen.
   */
  readonly maximumBytes?: number;
  /**
   * How many connections one host gets; further calls wait for their turn. 64 by default; on Node.js
   * only, other platforms decide themselves.
   */
  readonly connections?: number;
}
