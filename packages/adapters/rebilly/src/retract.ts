import {
  type CallOptions,
  ChannelRequestError,
  type SentRecord,
  UnsupportedOperationError,
} from "@usage-billing/core";
import type { RebillyContext } from "./rebilly-context.ts";

/**
 * Deletes a usage. One that is gone already is as good as deleted.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param options - Signal.
 * @throws {@link UnsupportedOperationError} When the usage is on an issued invoice (409).
 */
export async function retract(
  { usages, channel }: RebillyContext,
  { reference, record }: SentRecord,
  options: CallOptions = {},
): Promise<void> {
  try {
    await usages.remove(reference, options);
  } catch (error) {
    if (!(error instanceof ChannelRequestError)) throw error;
    if (error.status === 404 && error.inOwnForm) return;
    if (error.status !== 409) throw error;
    throw new UnsupportedOperationError(
      `${channel} cannot take record ${record.recordId} back: ${error.detail} Usage on an issued invoice is corrected by a credit outside the API.`,
      { cause: error },
    );
  }
}
