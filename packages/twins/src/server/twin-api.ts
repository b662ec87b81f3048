import type { Handler, TwinResponse } from "./exchange.ts";

/** One operation of an API. */
export interface Route {
  readonly method: string;
  /** The path with parameters as `:name`. */
  readonly path: string;
  readonly handle: Handler;
}

/** How an API words what any server can say. */
export interface Dialect {
  /** 429: too many requests; `retryAfter` is in seconds. */
  rateLimited(retryAfter: number): TwinResponse;
  /** A 5xx answer. */
  serverError(status: number, detail: string): TwinResponse;
  /** 404 for a path that does not exist. */
  notFound(): TwinResponse;
  /** 405 for a method that the path does not have. */
  methodNotAllowed(): TwinResponse;
}

/** One piece of usage that a twin holds, for people and tests outside the process. */
export interface TwinUsage {
  /** The API that holds it. */
  readonly channel: string;
  readonly subscription: string;
  /** The meter; null where the API has none. */
  readonly meter: string | null;
  /** Exact decimal text. */
  readonly quantity: string;
  /** The first instant, ISO 8601 in UTC. */
  readonly start: string;
  /** The first instant after it, ISO 8601 in UTC; equal to the start for an API that keeps instants. */
  readonly end: string;
  /** The vendor's record id; null where the API has none. */
  readonly recordId: string | null;
  /** The vendor's note; null where there is none. */
  readonly description: string | null;
  /** The API's word for its state, or `open`, `invoiced`, `billed`. */
  readonly status: string;
  /** The API's own id of it. */
  readonly reference: string;
}

/** The behaviour of one API, apart from sockets and faults. */
export interface TwinApi {
  /** What an adapter's `baseUrl` has after the origin. */
  readonly basePath: string;
  /** What all paths of the operations start with; faults match paths with or without it. */
  readonly root: string;
  readonly routes: readonly Route[];
  readonly dialect: Dialect;
  /** The operations over a copy of what is stored now, which later requests do not change. */
  freeze(): readonly Route[];
  /** Everything that the API took and still holds. */
  usage(): readonly TwinUsage[];
  /** Bills what is open, of one subscription or of all. */
  bill(subscription?: string): void;
  /** Forgets everything but the catalogue. */
  reset(): void;
}
