import type { Channel } from "@usage-billing/core";
import { writesOfDelivery } from "../budget/writes.ts";
import type { Settings } from "../settings.ts";
import { ChannelRun } from "./channel-run.ts";
import { planDeliveries } from "./plan-deliveries.ts";

/** How many deliveries are intended in one commit: none of them waits for another to be sent. */
const TOGETHER = 500;

/** How many deliveries the channel's budget has room for, by the intents of all who share the ledger. */
async function findRoom(channel: Channel, settings: Settings): Promise<number> {
  const { id } = channel;
  const budget = settings.writeBudgets.get(id);
  if (budget === undefined) return Number.POSITIVE_INFINITY;
  const since = Math.ceil(settings.clock.now() - budget.milliseconds);
  const perDelivery = Math.floor(budget.requests / writesOfDelivery(channel));
  return perDelivery - (await settings.ledger.lastIntents(id, since));
}

/**
 * Plans the waiting records of a channel and commits the intents; sends nothing. No more is planned
 * than the channel's budget has room for, so that it holds for all machines together.
 *
 * @param channel - The channel.
 * @param settings - The reporter's settings.
 * @param signal - Ends it early, after the batch that is being committed.
 * @returns How many deliveries were planned.
 */
export async function planChannel(
  channel: Channel,
  settings: Settings,
  signal: AbortSignal,
): Promise<number> {
  const total = await settings.ledger.pendingCount(channel.id);
  const run = new ChannelRun(channel, settings, { signal, total });
  const size = { maximum: await findRoom(channel, settings), together: TOGETHER };
  let planned = 0;
  for await (const _delivery of planDeliveries(run, size)) planned += 1;
  return planned;
}
