import type { LedgerDelivery } from "@usage-billing/ledger";
import type { DeliveryTask } from "./bring-to-outcome.ts";
import type { ChannelRun } from "./channel-run.ts";

/**
 * Says how a delivery that is not settled is taken up: one that did not reach the channel is sent,
 * and that is committed; what may have been sent is read back first. Nobody waited for the end of
 * that request, so it may still be on its way when this run begins; and its lag counts from there,
 * because it may have been sent long after it was intended.
 *
 * @param run - The channel's work.
 * @param open - The delivery.
 * @param isFirstClaim - Whether nobody can have begun to send it.
 * @returns What is to be done.
 */
export async function takeUp(
  run: ChannelRun,
  open: LedgerDelivery,
  isFirstClaim = false,
): Promise<DeliveryTask> {
  const { delivery, state } = open;
  const ambiguousRecordIds = new Set(open.ambiguousRecordIds);
  const openRecordIds = new Set([...open.openRecordIds, ...open.ambiguousRecordIds]);
  const task = { delivery, openRecordIds, ambiguousRecordIds };
  if (state === "unsent") await run.settings.ledger.commitResends([delivery.id]);
  const mayBeSent = state === "unsent" || (state === "sending" && isFirstClaim);
  const doubt = { attemptedAt: run.startedAt, answered: [], mayComeLate: true };
  return { ...task, ...(mayBeSent ? {} : { doubt }) };
}
