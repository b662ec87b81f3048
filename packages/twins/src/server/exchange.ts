import type { IncomingHttpHeaders } from "node:http";

/** A request as a twin's handlers see it: read whole. */
export interface TwinRequest {
  readonly method: string;
  /** The path, still percent-encoded, without the query. */
  readonly path: string;
  /** The query, still percent-encoded, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** What the route's path parameters stand for, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What a twin answers. */
export interface TwinResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Answers a request; may throw a {@link Refusal}. */
export type Handler = (request: TwinRequest) => TwinResponse | Promise<TwinResponse>;

/** An answer that ends the handling of a request early. */
export class Refusal extends Error {
  /** What is answered. */
  readonly response: TwinResponse;

  /**
   * Wraps the answer.
   *
   * @param response - What is answered.
   */
  constructor(response: TwinResponse) {
    super(`answered ${response.status}`);
    this.response = response;
  }
}

/**
 * Makes a JSON answer.
 *
 * @param status - The HTTP status.
 * @param value - Anything that JSON can carry.
 * @param headers - More headers.
 * @returns The answer.
 */
export function jsonResponse(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): TwinResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

/**
 * Reads a request body as text.
 *
 * @param request - The request.
 * @returns Its body, decoded as UTF-8.
 */
export function bodyText(request: TwinRequest): string {
  return new TextDecoder().decode(request.body);
}
