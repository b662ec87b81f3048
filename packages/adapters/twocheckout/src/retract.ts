import {
  type CallOptions,
  type ChannelRequestError,
  type HeldUsage,
  type SentRecord,
  UnexpectedResponseError,
  UnsupportedOperationError,
} from "@usage-billing/core";
import { toDeleteCriteria } from "./delete-criteria.ts";
import { findHeld } from "./find-held.ts";
import { isRefusal } from "./to-outcome.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** Deletes a usage, and gives the answer that refused it, if one did. */
async function remove(
  { usages }: TwoCheckoutContext,
  { record, reference }: SentRecord,
  options: CallOptions,
): Promise<ChannelRequestError | undefined> {
  const criteria = toDeleteCriteria(reference);
  try {
    await usages.remove(record.subscription, criteria, options);
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error;
  }
}

/** Reads back after a deletion that was answered; if that fails, nobody knows yet whether the usage is gone. */
async function findAfterDeletion(
  context: TwoCheckoutContext,
  sent: SentRecord,
  signal: AbortSignal | undefined,
): Promise<HeldUsage | undefined> {
  try {
    return await findHeld(context, sent, signal);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const operation = "deleteSubscriptionUsages";
    const reason = `read-back could not confirm: ${words}`;
    const answer = { channel: context.channel, operation, status: 200, reason, isWrite: true };
    throw new UnexpectedResponseError(answer, { cause });
  }
}

/**
 * Deletes a usage by its reference, and makes sure by reading back that it is gone: 2Checkout answers a
 * deletion that deleted nothing like one that did. One that was gone before is as good as deleted.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param options - Signal.
 * @throws {@link UnsupportedOperationError} When 2Checkout keeps the usage, as it presumably does when it is billed.
 * @throws {@link UnexpectedResponseError} When the deletion was answered and could not be read back; its outcome is unknown.
 * @throws TypeError When there is no reference; no request is sent then.
 */
export async function retract(
  context: TwoCheckoutContext,
  sent: SentRecord,
  options: CallOptions = {},
): Promise<void> {
  const refusal = await remove(context, sent, options);
  const find = refusal === undefined ? findAfterDeletion : findHeld;
  if ((await find(context, sent, options.signal)) === undefined) return;
  const why = refusal?.detail ?? "it accepted the deletion and still holds the usage";
  throw new UnsupportedOperationError(
    `${context.channel} cannot take record ${sent.record.recordId} back: ${why}`,
    refusal === undefined ? {} : { cause: refusal },
  );
}
