import { UnexpectedResponseError } from "@usage-billing/core";
import type { OperationId } from "../operation-roles.ts";

/**
 * Makes sure that a list is one, and of objects: a gateway may answer with another body.
 *
 * @param list - The body of the answer.
 * @param answer - The channel, the operation and the answer, for the error.
 * @returns The items.
 * @throws {@link UnexpectedResponseError} When the body is anything else.
 */
export function requireList<Item extends object>(
  list: readonly Item[],
  answer: {
    readonly channel: string;
    readonly operation: OperationId;
    readonly response: Response;
  },
): readonly Item[] {
  const isItem = (item: unknown): boolean => typeof item === "object" && item !== null;
  if (Array.isArray(list) && list.every(isItem)) return list;
  const { channel, operation, response } = answer;
  throw new UnexpectedResponseError({
    channel,
    operation,
    status: response.status,
    reason: "is no list",
    isWrite: operation === "closeUsageRecords",
  });
}
