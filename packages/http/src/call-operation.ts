import { UnexpectedResponseError } from "@usage-billing/core";
import pRetry from "p-retry";
import { askBeforeWrite } from "./call/before-write.ts";
import { startDeadline } from "./call/deadline.ts";
import { isWrite } from "./call/is-write.ts";
import type { Attempt, OperationCall, OperationResult } from "./call/operation-call.ts";
import { retryWait } from "./call/retry-wait.ts";
import { toAnswerError } from "./call/to-answer-error.ts";
import { toLostCallError } from "./call/to-lost-call-error.ts";
import { systemClock } from "./clock.ts";
import { TransportError } from "./transport/transport-error.ts";

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_RETRIES = 3;
const DEFAULT_MAXIMUM_WAIT = 300_000;

async function makeAttempt<Data>(call: OperationCall<Data>): Promise<Attempt<Data>> {
  const deadline = startDeadline(call.timeout ?? DEFAULT_TIMEOUT, call.signal);
  const { signal } = deadline;
  try {
    if (signal.aborted) throw new TransportError(signal.reason, false);
    if (call.beforeWrite !== undefined && isWrite(call.method)) {
      askBeforeWrite(signal, call.beforeWrite);
      call.beforeWrite();
    }
    return await call.attempt(signal);
  } catch (error) {
    throw toLostCallError(call, error, signal.aborted ? signal.reason : undefined);
  } finally {
    deadline.release();
  }
}

function readAnswer<Data>(
  call: OperationCall<Data>,
  attempt: Attempt<Data>,
): OperationResult<Data> {
  const { data, response } = attempt;
  // Not `error`: openapi-fetch leaves it empty when an error answer has no body.
  if (!response.ok) throw toAnswerError(call, attempt);
  if (data === undefined && call.acceptEmpty !== true) {
    throw new UnexpectedResponseError({
      channel: call.channel,
      operation: call.operation,
      status: response.status,
      reason: "is empty",
      isWrite: isWrite(call.method),
    });
  }
  return { data: data as Data, response };
}

/**
 * Calls an operation of a channel: limits its time, tries again what is safe to try again, and turns
 * every failure into an error of core without secrets.
 *
 * @param call - The call; see {@link OperationCall} for the defaults.
 * @returns The body and the answer.
 * @throws {@link AuthenticationError} For 401 and 403.
 * @throws {@link RateLimitError} For 429, after the retries or at once when the wait would be too long.
 * @throws {@link ChannelRequestError} For every other answer that is no success.
 * @throws {@link ChannelConnectionError} When there is no whole answer, also when the signal ended the call.
 * @throws {@link UnexpectedResponseError} When a success has no body or one that is not JSON.
 *
 * @example
 * ```ts
 * const { data } = await callOperation({
 *   channel: "rebilly",
 *   operation: "PostUsage",
 *   method: "POST",
 *   attempt: (signal) => client.POST("/usages", { body, signal }),
 *   secrets: [apiKey],
 * });
 * ```
 */
export async function callOperation<Data>(
  call: OperationCall<Data>,
): Promise<OperationResult<Data>> {
  const { clock = systemClock, random = Math.random, maximumWait = DEFAULT_MAXIMUM_WAIT } = call;
  return pRetry(async () => readAnswer(call, await makeAttempt(call)), {
    retries: call.retries ?? DEFAULT_RETRIES,
    // p-retry counts the attempts; the waiting is done on our clock, which a test can replace.
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      const wait = retryWait(error, { failures: attemptNumber, maximumWait, random });
      if (wait === undefined || call.signal?.aborted) return false;
      return clock.sleep(wait, call.signal).then(
        () => true,
        () => false,
      );
    },
  });
}
