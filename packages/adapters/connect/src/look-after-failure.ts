import { ChannelRequestError, UsageBillingError } from "@usage-billing/core";

/** Statuses by which the channel says for good that it does not take what was sent. */
const REFUSALS: readonly number[] = [400, 409, 413, 415, 422];

/**
 * Tells whether the channel refused a request for what was in it.
 *
 * @param error - What a call threw.
 * @returns Whether sending the same again would be refused again.
 */
export function isRefusal(error: unknown): error is ChannelRequestError {
  return error instanceof ChannelRequestError && REFUSALS.includes(error.status);
}

/**
 * Makes a write, and looks at the channel when its answer was lost, instead of writing again.
 *
 * @param write - The write.
 * @param look - Reads what the write would have made; nothing when it is not there.
 * @returns The answer of the write, or what was found.
 * @throws The error of the write, when it is clear that nothing was stored, or when looking found nothing.
 */
export async function lookAfterFailure<Result>(
  write: () => Promise<Result>,
  look: () => Promise<Result | undefined>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!UsageBillingError.isInstance(error) || !error.outcomeUnknown) throw error;
    const found = await look().catch(() => undefined);
    if (found === undefined) throw error;
    return found;
  }
}
