import { type CallOptions, UnexpectedResponseError } from "@usage-billing/core";
import type { Attempt } from "@usage-billing/http";
import { type Api, callConnect, readExactly } from "../connect-call.ts";
import type { OperationId } from "../operation-roles.ts";
import { readText } from "../wire/read-value.ts";
import { type ConnectRecord, type ExactRecord, fromConnectRecord } from "./from-connect-record.ts";

/** The members of a record whose numbers are exact decimals. */
export const RECORD_DECIMALS: readonly string[] = ["usage", "amount"];

/** A call that answers a record. */
export interface RecordCall {
  /** The operation's id in the OpenAPI document. */
  readonly operation: OperationId;
  /** The record. */
  readonly id: string;
  /** Makes the request, its body as text. */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<string>>;
  /** Signal, and what is asked before a write. */
  readonly options: CallOptions;
}

/**
 * Calls an operation that answers a record. When an action answers without it, the record is read.
 *
 * @param api - What the operations work with.
 * @param call - The call.
 * @returns The record.
 * @throws {@link UnexpectedResponseError} When a read answers no record.
 */
export async function callForRecord(api: Api, call: RecordCall): Promise<ConnectRecord> {
  const { settings } = api;
  const { operation, id, options } = call;
  const isRead = operation === "getUsageRecord";
  const { data, response } = await callConnect<ExactRecord | undefined>(settings, {
    operation,
    options,
    acceptEmpty: !isRead,
    attempt: (signal) => readExactly(call.attempt(signal), RECORD_DECIMALS),
  });
  if (data !== undefined && readText(data?.id) !== undefined) return fromConnectRecord(data);
  if (!isRead) return readRecord(api, id, options);
  throw new UnexpectedResponseError({
    channel: settings.channel,
    operation,
    status: response.status,
    reason: "has no record id",
    isWrite: false,
  });
}

/**
 * Reads a record.
 *
 * @param api - What the operations work with.
 * @param id - The record.
 * @param options - Signal.
 * @returns The record.
 */
export function readRecord(api: Api, id: string, options: CallOptions): Promise<ConnectRecord> {
  return callForRecord(api, {
    operation: "getUsageRecord",
    id,
    options,
    attempt: (signal) =>
      api.client.GET("/usage/records/{id}", { signal, params: { path: { id } }, parseAs: "text" }),
  });
}
