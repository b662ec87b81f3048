import type { UsageFile } from "@usage-billing/connect-client";
import { type CallOptions, UnexpectedResponseError } from "@usage-billing/core";
import type { Attempt } from "@usage-billing/http";
import { type Api, callConnect } from "../connect-call.ts";
import type { OperationId } from "../operation-roles.ts";
import { readText } from "../wire/read-value.ts";
import { type ConnectFile, fromUsageFile } from "./from-usage-file.ts";

/** A call that answers a file. */
export interface FileCall {
  /** The operation's id in the OpenAPI document. */
  readonly operation: OperationId;
  /** Makes the request. */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<UsageFile>>;
  /** Signal, and what is asked before a write. */
  readonly options: CallOptions;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout?: number;
  /** The file, where it is known already: an action need not answer it. */
  readonly id?: string;
}

/** An action needs no body, but a literal `null` has made the server fail: it gets an empty object. */
export const NO_BODY = {};

/**
 * Reads a file in full.
 *
 * @param api - What the operations work with.
 * @param id - The file.
 * @param options - Signal.
 * @returns The file.
 * @throws {@link UnexpectedResponseError} When the answer has no id.
 */
export function readFile(api: Api, id: string, options: CallOptions): Promise<ConnectFile> {
  return callForFile(api, {
    operation: "getUsageFile",
    options,
    attempt: (signal) => api.client.GET("/usage/files/{id}", { signal, params: { path: { id } } }),
  });
}

/**
 * Calls an operation that answers a file. When an action on a known file answers without it, the file
 * is read.
 *
 * @param api - What the operations work with.
 * @param call - The call.
 * @returns The file.
 * @throws {@link UnexpectedResponseError} When nobody knows which file it is.
 */
export async function callForFile(api: Api, call: FileCall): Promise<ConnectFile> {
  const { settings } = api;
  const { id, ...request } = call;
  const { data, response } = await callConnect(settings, {
    ...request,
    acceptEmpty: id !== undefined,
  });
  if (readText(data?.id) !== undefined) return fromUsageFile(data);
  if (id !== undefined) return readFile(api, id, call.options);
  throw new UnexpectedResponseError({
    channel: settings.channel,
    operation: call.operation,
    status: response.status,
    reason: "has no file id",
    isWrite: call.operation !== "getUsageFile",
  });
}
