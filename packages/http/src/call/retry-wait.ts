import { ChannelRequestError, UsageBillingError } from "@usage-billing/core";

const FIRST_WAIT = 500;
const LONGEST_OWN_WAIT = 30_000;

/** What decides about another attempt. */
export interface RetryState {
  /** How many attempts failed so far, at least 1. */
  readonly failures: number;
  /** The longest wait that is acceptable, in milliseconds. */
  readonly maximumWait: number;
  /** Gives numbers from 0 to below 1. */
  readonly random: () => number;
}

/**
 * Tells how long to wait before another attempt. Safe to try again is what a channel refused without
 * storing it (429, 425), what never reached it, and any read that may succeed later. A write whose
 * outcome is unknown is never tried again: it must be settled first.
 *
 * @param error - Why the last attempt failed.
 * @param state - How often it failed, and the limits.
 * @returns The channel's own wait, else a random part of a growing one ("full jitter"), in
 * milliseconds; `undefined` when there must not be another attempt.
 */
export function retryWait(error: unknown, state: RetryState): number | undefined {
  if (!UsageBillingError.isInstance(error) || !error.retryable || error.outcomeUnknown)
    return undefined;
  const told = error instanceof ChannelRequestError ? error.retryAfter : undefined;
  if (told !== undefined && told > state.maximumWait) return undefined;
  if (told !== undefined && told > 0) return told;
  const ceiling = Math.min(
    LONGEST_OWN_WAIT,
    state.maximumWait,
    FIRST_WAIT * 2 ** (state.failures - 1),
  );
  return Math.round(state.random() * ceiling);
}
