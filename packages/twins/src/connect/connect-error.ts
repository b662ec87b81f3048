import { jsonResponse, Refusal, type TwinResponse } from "../server/exchange.ts";
import type { Dialect } from "../server/twin-api.ts";

/**
 * Makes an error answer.
 *
 * @param status - The HTTP status.
 * @param errorCode - The API's code, null where it gives none.
 * @param errors - What is wrong, often `field: text`.
 * @returns The answer.
 */
export function connectError(
  status: number,
  errorCode: string | null,
  errors: readonly string[],
): TwinResponse {
  return jsonResponse(status, { error_code: errorCode, errors, params: {} });
}

/**
 * Ends a request that is wrong.
 *
 * @param errors - What is wrong, each as `field: text`.
 * @throws {@link Refusal} 400, always.
 */
export function refuse(...errors: readonly string[]): never {
  throw new Refusal(connectError(400, "VAL_001", errors));
}

/** Connect's words for what every server can say. No rate limit of it is published. */
export const connectDialect: Dialect = {
  rateLimited: (retryAfter) => {
    const answer = connectError(429, null, ["Too many requests."]);
    return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfter) } };
  },
  serverError: (status, detail) => connectError(status, null, [detail]),
  notFound: () => connectError(404, null, ["There is no such object."]),
  methodNotAllowed: () => connectError(405, null, ["The object has another method."]),
};
