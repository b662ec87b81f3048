import { UsageBillingError } from "@usage-billing/core";

/** After these the next call would fare no better, and would only add to the channel's load. */
const ENDS_CHANNEL: ReadonlySet<string> = new Set([
  "AUTHENTICATION",
  "CHANNEL_CONNECTION",
  "MISSING_CONFIGURATION",
  "RATE_LIMIT",
]);

/** The channel was not asked to do anything, or said that it cannot. */
const CHANGED_NOTHING: ReadonlySet<string> = new Set([
  "INVALID_USAGE_RECORD",
  "MISSING_CONFIGURATION",
  "UNSUPPORTED_OPERATION",
]);

/**
 * Tells whether the channel may have stored what was being sent. An error that is none of ours is
 * a defect that may have come to light after the channel had answered.
 *
 * @param error - What was thrown.
 * @returns Whether read-back has to settle it.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  return !UsageBillingError.isInstance(error) || error.outcomeUnknown;
}

/**
 * Tells whether to leave the channel alone for the rest of the report.
 *
 * @param error - What was thrown.
 * @returns Whether every other call would fail alike.
 */
export function endsChannel(error: unknown): boolean {
  return UsageBillingError.isInstance(error) && ENDS_CHANNEL.has(error.code);
}

/**
 * Tells whether a change of several steps certainly stopped before the first.
 *
 * @param error - What was thrown.
 * @returns Whether the channel holds what it held.
 */
export function changedNothing(error: unknown): boolean {
  return UsageBillingError.isInstance(error) && CHANGED_NOTHING.has(error.code);
}

/**
 * Tells whether the ledger failed: then everything ends.
 *
 * @param error - What was thrown.
 * @returns Whether it is the ledger's.
 */
export function isLedgerError(error: unknown): boolean {
  return UsageBillingError.isInstance(error) && error.code === "LEDGER";
}

/** A gateway before the channel stopped waiting for it: the standard's status, and the usual private one. */
const GATEWAY_GAVE_UP: ReadonlySet<unknown> = new Set([504, 524]);

/**
 * Tells whether the call was given up while the channel had not answered: by this side, or by a
 * gateway between both.
 *
 * @param error - What was thrown.
 * @returns Whether the request may come to the channel later still.
 */
export function isAbandoned(error: unknown): boolean {
  const { abandoned, status } = Object(error) as { abandoned?: unknown; status?: unknown };
  return abandoned === true || GATEWAY_GAVE_UP.has(status);
}

/**
 * Makes sure that what was thrown is an error.
 *
 * @param thrown - Anything.
 * @returns The error.
 */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
