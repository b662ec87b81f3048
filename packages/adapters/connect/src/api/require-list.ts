import type { operations } from "@usage-billing/connect-client";
import { UnexpectedResponseError } from "@usage-billing/core";

/**
 * Makes sure that a list is one: a gateway may answer with another body.
 *
 * @param list - The body of the answer.
 * @param answer - The channel, the operation and the answer, for the error.
 * @returns The items.
 * @throws {@link UnexpectedResponseError} When the body is anything else.
 */
export function requireList<Item>(
  list: readonly Item[],
  answer: {
    readonly channel: string;
    readonly operation: keyof typeof operations;
    readonly response: Response;
  },
): readonly Item[] {
  if (Array.isArray(list)) return list;
  const { channel, operation, response } = answer;
  throw new UnexpectedResponseError({
    channel,
    operation,
    status: response.status,
    reason: "is no list",
    isWrite: false,
  });
}
