import { type ConnectClient, type ErrorBody, operations } from "@usage-billing/connect-client";
import { AuthenticationError, type CallOptions } from "@usage-billing/core";
import {
  type Attempt,
  type Clock,
  callOperation,
  type OperationResult,
  parseExact,
  type Transport,
} from "@usage-billing/http";
import { type OperationId, toRoleRule } from "./operation-roles.ts";

/** What every call to the channel shares. */
export interface CallSettings {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** Waits between attempts. */
  readonly clock: Clock;
  /** Gives numbers from 0 to below 1, to spread attempts. */
  readonly random?: (() => number) | undefined;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout: number;
  /** How often to try again what is safe to try again. */
  readonly retries?: number | undefined;
  /** The API key, which must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** What the operations work with. */
export interface Api {
  /** The generated client. */
  readonly client: ConnectClient;
  /** How requests are sent; for links, which get no API key. */
  readonly transport: Transport;
  /** What all calls share. */
  readonly settings: CallSettings;
}

/** One call. */
export interface ConnectCall<Data> {
  /** The operation's id in the OpenAPI document. */
  readonly operation: OperationId;
  /** Makes the request. */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt<Data>>;
  /** Signal, and what is asked before a write. */
  readonly options?: CallOptions | undefined;
  /** The longest time for one attempt, where it is not the usual one, in milliseconds. */
  readonly timeout?: number | undefined;
  /** Whether success may come without a body. */
  readonly acceptEmpty?: boolean | undefined;
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

/** The API's own words about a token of the other role do not say which one it wants. */
function nameRole(error: unknown, operation: OperationId): unknown {
  if (!(error instanceof AuthenticationError) || error.status !== 403) return error;
  const { channel, status, detail } = error;
  const words = `${detail.replace(/\.$/, "")}; ${toRoleRule(operation)}`;
  const { method } = operations[operation];
  return new AuthenticationError(
    { channel, operation, status, detail: words, isWrite: method !== "GET" },
    { cause: error },
  );
}

/**
 * Calls an operation of Connect.
 *
 * @param settings - What all calls share.
 * @param call - The call.
 * @returns The body and the answer.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} As `callOperation` does.
 */
export async function callConnect<Data>(
  settings: CallSettings,
  call: ConnectCall<Data>,
): Promise<OperationResult<Data>> {
  const { operation, attempt, options = {}, timeout = settings.timeout, acceptEmpty } = call;
  const { method } = operations[operation];
  try {
    return await callOperation({
      ...settings,
      operation,
      method,
      attempt,
      timeout,
      acceptEmpty,
      describe: describeConnectError,
      signal: options.signal,
      beforeWrite: options.beforeWrite,
    });
  } catch (error) {
    throw nameRole(error, operation);
  }
}

/**
 * Reads the JSON text of an answer and keeps numbers exact.
 *
 * @param answer - What the client gave back, its body as text.
 * @param decimalFields - The members whose numbers become decimal text.
 * @returns The answer with the value in place of the text.
 * @throws SyntaxError When the text is not JSON.
 */
export async function readExactly<Data>(
  answer: Promise<Attempt<string>>,
  decimalFields: readonly string[],
): Promise<Attempt<Data>> {
  const { data, error, response } = await answer;
  if (data === undefined || data === "") return { error, response };
  return { data: parseExact(data, decimalFields) as Data, response };
}
