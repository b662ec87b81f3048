import type { Channel } from "@usage-billing/core";
import { ChannelRun } from "./channel-run.ts";
import { planDeliveries } from "./plan-deliveries.ts";
import type { Settings } from "./settings.ts";

/**
 * Plans the waiting records of a channel and commits the intents; sends nothing.
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
  let planned = 0;
  for await (const _delivery of planDeliveries(run)) planned += 1;
  return planned;
}
