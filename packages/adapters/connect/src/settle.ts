import type { CallOptions, Delivery, Settlement } from "@usage-billing/core";
import { advanceFile } from "./advance-file.ts";
import { toAmbiguousOutcomes } from "./ambiguous-files.ts";
import type { ConnectContext } from "./connect-context.ts";
import { findFiles } from "./find-files.ts";
import { settleFile } from "./settle-file.ts";
import { toAbsentSettlements } from "./to-settlements.ts";

/**
 * Finds out what became of a delivery, by its external id, and finishes steps that were begun: a file
 * without rows is uploaded, a ready one submitted. A refused one is left as it is.
 *
 * @param context - The channel.
 * @param delivery - The delivery, with the bytes that were to be sent.
 * @param options - Signal and progress.
 * @returns One settlement for each record, in their order.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel does not tell.
 */
export async function settleDelivery(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<readonly Settlement[]> {
  const [file, ...others] = await findFiles(context, delivery, options);
  if (file === undefined) return toAbsentSettlements(delivery.records);
  if (others.length > 0) {
    return toAmbiguousOutcomes(context, { delivery, files: [file, ...others] }, options);
  }
  const task = { delivery, file, mayReplaceRefused: false };
  const advanced = await advanceFile(context, task, options);
  return settleFile(context, delivery, { ...options, ...advanced });
}
