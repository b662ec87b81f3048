import { jsonResponse, type TwinResponse } from "../server/exchange.ts";
import type { Dialect } from "../server/twin-api.ts";

/**
 * Makes an error answer.
 *
 * @param status - The HTTP status.
 * @param errorCode - The API's code. Only AUTHENTICATION_ERROR is documented; the others are this twin's.
 * @param message - What is wrong.
 * @returns The answer.
 */
export function problem(status: number, errorCode: string, message: string): TwinResponse {
  return jsonResponse(status, { error_code: errorCode, message });
}

/**
 * Makes the answer to a wrong request.
 *
 * @param message - What is wrong.
 * @returns The answer, 400.
 */
export function badRequest(message: string): TwinResponse {
  return problem(400, "INVALID_PARAMETERS", message);
}

/** 2Checkout's words for what every server can say. No rate limit of it is published. */
export const twoCheckoutDialect: Dialect = {
  rateLimited: (retryAfter) => {
    const answer = problem(429, "TOO_MANY_REQUESTS", "Too many requests.");
    return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfter) } };
  },
  serverError: (status, detail) => problem(status, "INTERNAL_ERROR", detail),
  notFound: () => problem(404, "NOT_FOUND", "There is no such resource."),
  methodNotAllowed: () => problem(405, "METHOD_NOT_ALLOWED", "The resource has another method."),
};
