import {
  AuthenticationError,
  type ChannelAnswer,
  ChannelRequestError,
  RateLimitError,
  redactSecrets,
} from "@usage-billing/core";
import { systemClock } from "../clock.ts";
import { parseRetryAfter } from "../parse-retry-after.ts";
import { describeError } from "./describe-error.ts";
import { isWrite } from "./is-write.ts";
import type { Attempt, OperationCall } from "./operation-call.ts";

/** What the channel's own reader of errors makes of a body; empty when it is of another form. */
function describeOwn(call: OperationCall<unknown>, error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  try {
    return (call.describe?.(error) ?? "").trim();
  } catch {
    // The body is not what the channel's document promises; the general description follows.
    return "";
  }
}

function describeAny({ error, response }: Attempt<unknown>): string {
  const location =
    response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
  return describeError(error) || (location ? `redirects to ${location}` : "no details given");
}

/**
 * Makes the error for an answer that is no success.
 *
 * @param call - The call.
 * @param attempt - What its attempt gave back.
 * @returns The error of the class that belongs to the status.
 */
export function toAnswerError(
  call: OperationCall<unknown>,
  attempt: Attempt<unknown>,
): ChannelRequestError {
  const { status, headers } = attempt.response;
  const retryAfter = parseRetryAfter(headers, (call.clock ?? systemClock).now());
  const own = describeOwn(call, attempt.error);
  const answer: ChannelAnswer = {
    channel: call.channel,
    operation: call.operation,
    status,
    detail: redactSecrets(own || describeAny(attempt), call.secrets),
    isWrite: isWrite(call.method),
    inOwnForm: own !== "",
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if (status === 401 || status === 403) return new AuthenticationError(answer);
  return status === 429 ? new RateLimitError(answer) : new ChannelRequestError(answer);
}
