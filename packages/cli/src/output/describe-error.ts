import { AuthenticationError, ChannelRequestError } from "@usage-billing/core";
import { toPrintable } from "./printable.ts";

function waitOf(error: Error): string {
  if (!(error instanceof ChannelRequestError) || error.retryAfter === undefined) return "";
  return ` It asks to wait ${Math.ceil(error.retryAfter / 1000)} s before the next try.`;
}

/**
 * Prints an error of a channel on one line, with what to do about it.
 *
 * @param error - The error.
 * @returns Its message; for a credential that is not accepted, also where its variable is named, and
 * for a channel that asks to slow down, for how long.
 */
export function describeError(error: Error): string {
  const message = toPrintable(error.message);
  if (!(error instanceof AuthenticationError)) return `${message}${waitOf(error)}`;
  const stop = /[.!?]$/.test(message) ? "" : ".";
  return `${message}${stop} Check the credential: "usage-billing channels" names its environment variable.`;
}
