import { jsonResponse, type TwinResponse } from "../server/exchange.ts";
import type { Dialect } from "../server/twin-api.ts";
import type { TwinClock } from "../server/twin-clock.ts";

/** A wrong field of a request. */
export interface InvalidField {
  /** Its path, parted by dots. */
  readonly field: string;
  readonly message: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  422: "Validation failed",
  429: "Rate Limit Exceeded",
};

/**
 * Makes an error answer: problem details, sent as plain JSON.
 *
 * @param status - The HTTP status.
 * @param detail - What is wrong.
 * @param extra - More members.
 * @returns The answer.
 */
export function problem(
  status: number,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): TwinResponse {
  const title = TITLES[status] ?? "Internal Server Error";
  return jsonResponse(status, { type: "about:blank", title, status, detail, ...extra });
}

/**
 * Makes the answer to a body with wrong fields.
 *
 * @param invalidFields - What is wrong; at least one.
 * @returns The answer, 422.
 */
export function invalid(invalidFields: readonly InvalidField[]): TwinResponse {
  return problem(422, "Some fields are wrong.", { invalidFields });
}

/**
 * Makes the answer to a write beyond the limit.
 *
 * @param until - When writing is allowed again, in milliseconds since 1970.
 * @returns The answer, 429, with an epoch second in `X-RateLimit-Retry-After`.
 */
export function tooManyWrites(until: number): TwinResponse {
  const answer = problem(429, "Too many writes.");
  const retryAfter = String(Math.ceil(until / 1000));
  return { ...answer, headers: { ...answer.headers, "x-ratelimit-retry-after": retryAfter } };
}

/**
 * Makes Rebilly's words for what every server can say.
 *
 * @param clock - The time now, for `X-RateLimit-Retry-After`.
 * @returns The dialect.
 */
export function createRebillyDialect(clock: TwinClock): Dialect {
  return {
    rateLimited: (retryAfter) => tooManyWrites(clock.now() + retryAfter * 1000),
    serverError: (status, detail) => problem(status, detail),
    notFound: () => problem(404, "There is no such resource."),
    methodNotAllowed: () => problem(405, "The resource does not have this method."),
  };
}
