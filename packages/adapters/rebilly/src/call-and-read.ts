import { UnexpectedResponseError } from "@usage-billing/core";
import { type Clock, callOperation, type OperationCall } from "@usage-billing/http";
import { operations } from "@usage-billing/rebilly-client";
import { describeProblem } from "./describe-problem.ts";

/** What every call to the channel shares. */
export interface CallSettings {
  /** The channel's id, for errors. */
  readonly channel: string;
  /** Waits between attempts. */
  readonly clock: Clock;
  /** Gives numbers from 0 to below 1, to spread attempts. */
  readonly random?: (() => number) | undefined;
  /** The longest time for one attempt, in milliseconds. */
  readonly timeout?: number | undefined;
  /** How often to try again what is safe to try again. */
  readonly retries?: number | undefined;
  /** Credentials, which must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** One call. */
export type ReadableCall<Data, Value> = Pick<
  OperationCall<Data>,
  "acceptEmpty" | "attempt" | "beforeWrite" | "signal"
> & {
  /** The operation's id. */
  readonly operation: keyof typeof operations;
  /** Makes sense of the body of a success; may throw anything. */
  readonly read: (data: Data, response: Response) => Value;
};

/**
 * Calls an operation and reads its answer. A usage is stored even when the answer to its POST cannot be
 * read, so that error says that the outcome is unknown.
 *
 * @param settings - What all calls share.
 * @param call - The call.
 * @returns What was read.
 * @throws {@link UnexpectedResponseError} When the answer cannot be read; otherwise as `callOperation`.
 */
export async function callAndRead<Data, Value>(
  settings: CallSettings,
  { read, ...call }: ReadableCall<Data, Value>,
): Promise<Value> {
  const { operation } = call;
  const { method } = operations[operation];
  const { data, response } = await callOperation({
    ...settings,
    ...call,
    method,
    describe: describeProblem,
  });
  try {
    return read(data, response);
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? error.message : error}`;
    const { channel } = settings;
    const { status } = response;
    const isWrite = method !== "GET";
    throw new UnexpectedResponseError(
      { channel, operation, status, reason, isWrite },
      { cause: error },
    );
  }
}
