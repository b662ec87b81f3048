import type { ServiceContext } from "./service-context.ts";

/**
 * Follows a channel when it is due; and always what was sent again a while ago, which is little.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function followWhenDue(context: ServiceContext, channel: string): Promise<void> {
  const { reporter, states, followInterval, signal, tell } = context;
  if (signal.aborted) return;
  const only = states.isFollowDue(channel, followInterval) ? "all" : "resent";
  const { channels } = await reporter.follow({ channels: [channel], only, signal });
  if (only === "all") states.noteFollowed(channel);
  for (const summary of channels) {
    if (only === "all" || summary.deliveries > 0) tell({ kind: "followed", channel, summary });
  }
}

/**
 * Follows a channel again and again, for a service whose reporting others share.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function followForever(context: ServiceContext, channel: string): Promise<void> {
  const { signal, interval, pause } = context;
  while (!signal.aborted) {
    await followWhenDue(context, channel);
    await pause(interval);
  }
}
