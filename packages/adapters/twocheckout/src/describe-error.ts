import { AuthenticationError, type ChannelAnswer, ChannelRequestError } from "@usage-billing/core";
import type { ErrorBody } from "@usage-billing/twocheckout-client";

/**
 * Puts an error body into words.
 *
 * @param body - The body; nothing about it is certain.
 * @returns Code and message, as far as they are there.
 */
export function describeError(body: unknown): string {
  const { error_code: code, message } = body as Partial<ErrorBody>;
  return [code, message].filter(Boolean).join(": ");
}

/**
 * Finds an error in a body that came with a status of success, as the order API is known to answer.
 *
 * @param body - The body.
 * @returns The error in words; undefined when there is none.
 */
export function readError(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  return "error_code" in body ? describeError(body) : undefined;
}

/**
 * Makes the error for a body that says so under a status of success.
 *
 * @param answer - Where the body came from, and the error in words.
 * @returns An error with the status that the body should have come with: 401 for wrong credentials, else 400.
 */
export function toBodyError(answer: Omit<ChannelAnswer, "status">): ChannelRequestError {
  return /^(AUTHENTICATION|FORBIDDEN)/i.test(answer.detail)
    ? new AuthenticationError({ ...answer, status: 401, inOwnForm: true })
    : new ChannelRequestError({ ...answer, status: 400, inOwnForm: true });
}
