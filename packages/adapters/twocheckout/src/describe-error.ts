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
