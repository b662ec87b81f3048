import type { CallOptions, Delivery, Settlement } from "@usage-billing/core";
import { toAmbiguousOutcomes } from "./ambiguous-files.ts";
import type { ConnectContext } from "./connect-context.ts";
import { findFiles } from "./find-files.ts";
import { indexHeldUsage } from "./index-held-usage.ts";
import { listFileUsage } from "./list-file-usage.ts";
import { settleFile } from "./settle-file.ts";
import { toAbsentSettlements } from "./to-settlements.ts";

/** A closed record carries the distributor's billing id; one that is not unique cannot be told apart. */
async function addBillingReferences(
  context: ConnectContext,
  closed: { readonly delivery: Delivery; readonly settlements: readonly Settlement[] },
  options: CallOptions & { readonly file: string },
): Promise<readonly Settlement[]> {
  const heldFor = indexHeldUsage(await listFileUsage(context, [options.file], options));
  return closed.settlements.map((settlement, index) => {
    const record = closed.delivery.records[index];
    if (record === undefined || settlement.status !== "accepted") return settlement;
    const [held, ...others] = heldFor(record);
    if (held?.billingReference === undefined || others.length > 0) return settlement;
    return { ...settlement, billingReference: held.billingReference };
  });
}

/**
 * Reads the present state of a delivery: whether the distributor accepted it, and under which
 * reference it was billed. Changes nothing.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal and progress.
 * @returns One settlement for each record, in their order.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel does not tell.
 */
export async function followDelivery(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<readonly Settlement[]> {
  const [found, ...others] = await findFiles(context, delivery, options);
  if (found === undefined) return toAbsentSettlements(delivery.records);
  if (others.length > 0) {
    return toAmbiguousOutcomes(context, { delivery, files: [found, ...others] }, options);
  }
  const file = await context.files.get(found.id, options);
  const state = { file, isOurs: undefined, wasSubmitted: false };
  const settlements = await settleFile(context, delivery, { ...options, ...state });
  if (file.status !== "closed") return settlements;
  return addBillingReferences(context, { delivery, settlements }, { ...options, file: file.id });
}
