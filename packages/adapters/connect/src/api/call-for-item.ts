import { operations } from "@usage-billing/connect-client";
import { UnexpectedResponseError } from "@usage-billing/core";
import { type Api, type ConnectCall, callConnect } from "./connect-call.ts";
import { readText } from "./wire/read-value.ts";

/** A call that answers something with an id. */
export interface ItemCall<Raw extends { readonly id: string }, Item>
  extends Omit<ConnectCall<Raw>, "acceptEmpty"> {
  /** Reads what is answered. */
  readonly read: (raw: Raw) => Item;
  /** Reads the thing, for an action that does not answer it. */
  readonly reread?: () => Promise<Item>;
}

/**
 * Calls an operation that answers something with an id. When an action answers without it, it is read.
 *
 * @param api - What the operations work with.
 * @param call - The call.
 * @returns What was answered.
 * @throws {@link UnexpectedResponseError} When the answer has no id and cannot be read again.
 */
export async function callForItem<Raw extends { readonly id: string }, Item>(
  { settings }: Api,
  call: ItemCall<Raw, Item>,
): Promise<Item> {
  const { read, reread, ...request } = call;
  const { operation } = call;
  const { data, response } = await callConnect<Raw | undefined>(settings, {
    ...request,
    acceptEmpty: reread !== undefined,
  });
  if (data !== undefined && readText(data?.id) !== undefined) return read(data);
  if (reread !== undefined) return reread();
  throw new UnexpectedResponseError({
    channel: settings.channel,
    operation,
    status: response.status,
    reason: "has no id",
    isWrite: operations[operation].method !== "GET",
  });
}
