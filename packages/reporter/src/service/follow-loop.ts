import type { ServiceContext } from "./service-context.ts";

/**
 * Follows a channel when it is due.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function followWhenDue(context: ServiceContext, channel: string): Promise<void> {
  const { reporter, states, followInterval, signal, tell } = context;
  if (signal.aborted || !states.isFollowDue(channel, followInterval)) return;
  const { channels } = await reporter.follow({ channels: [channel], signal });
  states.noteFollowed(channel);
  for (const summary of channels) tell({ kind: "followed", channel, summary });
}

/**
 * Follows a channel again and again, for a service whose reporting others share.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function followForever(context: ServiceContext, channel: string): Promise<void> {
  const { signal, followInterval, pause } = context;
  if (followInterval === Number.POSITIVE_INFINITY) return;
  while (!signal.aborted) {
    await followWhenDue(context, channel);
    await pause(followInterval);
  }
}
