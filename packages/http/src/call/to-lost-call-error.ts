import {
  ChannelConnectionError,
  redactSecrets,
  type UnexpectedAnswer,
  UnexpectedResponseError,
  UsageBillingError,
} from "@usage-billing/core";
import { OversizedBodyError } from "../transport/oversized-body-error.ts";
import { TransportError } from "../transport/transport-error.ts";
import { UnreadableBodyError } from "../transport/unreadable-body-error.ts";
import { isWrite } from "./is-write.ts";
import type { OperationCall } from "./operation-call.ts";
import { wasNeverSent } from "./was-never-sent.ts";

/** Copies what is worth knowing of an error, without secrets and without its data. */
function toCause(error: Error, secrets: readonly string[]): Error {
  const cause = new Error(redactSecrets(error.message, secrets));
  cause.name = error.name;
  cause.stack = redactSecrets(error.stack ?? "", secrets);
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? Object.assign(cause, { code }) : cause;
}

function isConnectionFailure(error: unknown): boolean {
  if (error instanceof TransportError || error instanceof DOMException) return true;
  // A standard fetch throws a TypeError whose cause is the failure of the connection.
  return (
    error instanceof TypeError && (error.cause instanceof Error || error.message === "terminated")
  );
}

/** The failure itself, under the wrapper that a fetch puts around it. */
function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

/** What ended the attempt, in words. */
function reasonOf(thrown: unknown, ended: unknown): string {
  if (ended !== undefined) return ended instanceof Error ? ended.message : "the call was ended";
  if (thrown instanceof TransportError) return thrown.message;
  return thrown instanceof Error ? innermost(thrown).message : String(thrown);
}

/** What is wrong with an answer that is there; nothing when that is not what ended the attempt. */
function findFlaw(thrown: unknown): Pick<UnexpectedAnswer, "status" | "reason"> | undefined {
  const flaw = thrown instanceof TransportError ? thrown.cause : thrown;
  if (flaw instanceof OversizedBodyError) return { status: flaw.status, reason: flaw.reason };
  if (!(thrown instanceof SyntaxError)) return undefined;
  // Only our transport tells the status of an unreadable success; any other fetch gets the usual one.
  const status = thrown instanceof UnreadableBodyError ? thrown.status : 200;
  return { status, reason: "is not JSON" };
}

/**
 * Makes the error for an attempt that threw instead of giving back an answer.
 *
 * @param call - The call.
 * @param thrown - What its attempt threw.
 * @param ended - The reason of the signal, when the time ran out or the caller ended the call.
 * @returns An error of core, or `thrown` itself when it is neither a lost connection nor a body that
 * is unreadable or too long, and so a defect of the code that made the attempt.
 */
export function toLostCallError(
  call: OperationCall<unknown>,
  thrown: unknown,
  ended?: unknown,
): unknown {
  if (UsageBillingError.isInstance(thrown)) return thrown;
  if (thrown instanceof TransportError && thrown.isObjection) return thrown.cause;
  const { channel, operation, method, secrets = [] } = call;
  const flaw = findFlaw(thrown);
  if (flaw !== undefined) {
    const answer = { channel, operation, ...flaw, isWrite: isWrite(method) };
    return new UnexpectedResponseError(answer);
  }
  if (ended === undefined && !isConnectionFailure(thrown)) return thrown;
  const reason = redactSecrets(reasonOf(thrown, ended), secrets);
  const outcomeUnknown = isWrite(method) && !wasNeverSent(thrown);
  const cause = thrown instanceof Error ? toCause(innermost(thrown), secrets) : undefined;
  const lost = { channel, operation, reason, outcomeUnknown, abandoned: ended !== undefined };
  return new ChannelConnectionError(lost, { cause });
}
