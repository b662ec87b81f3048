import type { Channel } from "@usage-billing/core";
import type { Ledger, LedgerDelivery } from "@usage-billing/ledger";
import { isLedgerError, toError } from "../classify-error.ts";
import type { DeliverOptions } from "../options.ts";
import type { Settings } from "../settings.ts";
import type { DeliverResult } from "../summaries.ts";
import { bringToOutcome, type DeliveryTask } from "./bring-to-outcome.ts";
import { ChannelRun } from "./channel-run.ts";
import { takeUp } from "./take-up.ts";

async function requireDelivery(ledger: Ledger, deliveryId: string): Promise<LedgerDelivery> {
  const delivery = await ledger.delivery(deliveryId);
  if (delivery !== undefined) return delivery;
  throw new Error(`the ledger has no delivery ${deliveryId}; it has to be planned first`);
}

async function bring(run: ChannelRun, task: DeliveryTask): Promise<void> {
  try {
    await bringToOutcome(run, task);
  } catch (error) {
    if (isLedgerError(error)) throw error;
    run.tally.fail(error, task.delivery.id);
    run.giveUp(toError(error));
  }
}

/**
 * Brings one delivery whose intent is committed to an outcome.
 *
 * @param settings - The reporter's settings, with the ledger to write to.
 * @param deliveryId - The delivery's id.
 * @param options - What to call before each write, signal, and whether it is claimed for the first time.
 * @returns Where the delivery stands then, and why it is not settled.
 */
export async function deliverOne(
  settings: Settings & { readonly findChannel: (id: string) => Channel },
  deliveryId: string,
  options: Omit<DeliverOptions, "ledger">,
): Promise<DeliverResult> {
  const { ledger } = settings;
  const { signal = new AbortController().signal, beforeWrite, isFirstClaim = false } = options;
  const held = await requireDelivery(ledger, deliveryId);
  const { channel: id } = held.delivery;
  if (held.state === "settled" || signal.aborted) return { channel: id, state: held.state };
  const channel = settings.findChannel(id);
  const total = held.openRecordIds.length;
  const run = new ChannelRun(channel, settings, {
    signal,
    total,
    ...(beforeWrite === undefined ? {} : { beforeWrite }),
  });
  await bring(run, await takeUp(run, held, isFirstClaim));
  await run.drainSteps();
  const after = await requireDelivery(ledger, deliveryId);
  const { error, failures } = run.tally.summarize();
  const reason = error ?? failures.at(-1)?.error;
  return {
    channel: id,
    state: after.state,
    ...(after.state === "settled" || reason === undefined ? {} : { error: reason }),
  };
}
