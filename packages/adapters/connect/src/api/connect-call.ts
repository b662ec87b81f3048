import { type ErrorBody, operations } from "@usage-billing/connect-client";
import { type Attempt, type Clock, callOperation, type OperationResult } from "@usage-billing/http";

/** What every call to the channel shares. */
export interface CallSettings {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** Waits between attempts. */
  readonly clock: Clock;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout: number;
  /** How often to try again what is safe to try again. */
  readonly retries?: number | undefined;
  /** The API key, which must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** One call. */
export interface ConnectCall<Data> {
  /** The operation's id in the OpenAPI document. */
  readonly operation: keyof typeof operations;
  /** Makes the request. */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<Data>>;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
  /** The longest time for one attempt, where it is not the usual one. */
  readonly timeout?: number;
}

/**
 * Puts an error body into words.
 *
 * @param error - The body; nothing about it is certain.
 * @returns The code, where there is one, and every message.
 */
function describeConnectError(error: unknown): string {
  const { error_code: code, errors } = error as Partial<ErrorBody>;
  const messages = Array.isArray(errors) ? errors.map(String).join("; ") : "";
  return [code, messages].filter(Boolean).join(": ");
}

/**
 * Calls an operation of Connect.
 *
 * @param settings - What all calls share.
 * @param call - The call.
 * @returns The body and the answer.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} As `callOperation` does.
 */
export function callConnect<Data>(
  settings: CallSettings,
  call: ConnectCall<Data>,
): Promise<OperationResult<Data>> {
  const { method } = operations[call.operation];
  return callOperation({ ...settings, method, describe: describeConnectError, ...call });
}
