import type { ServiceContext } from "./service-context.ts";

/** Follows all of a channel in turns, each told by itself. */
async function followAll(context: ServiceContext, channel: string): Promise<void> {
  const { reporter, signal, followTurn: turn, tell } = context;
  let after: string | undefined;
  do {
    const begin = after === undefined ? {} : { after };
    const { channels } = await reporter.follow({ channels: [channel], turn, ...begin, signal });
    after = channels[0]?.next;
    for (const summary of channels) tell({ kind: "followed", channel, summary });
  } while (after !== undefined && !signal.aborted);
}

/**
 * Follows a channel when it is due; and always what was sent again a while ago, which is little.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function followWhenDue(context: ServiceContext, channel: string): Promise<void> {
  const { reporter, states, followInterval, signal, tell } = context;
  if (signal.aborted) return;
  if (states.isFollowDue(channel, followInterval)) {
    await followAll(context, channel);
    return states.noteFollowed(channel);
  }
  const { channels } = await reporter.follow({ channels: [channel], only: "resent", signal });
  for (const summary of channels) {
    if (summary.deliveries > 0) tell({ kind: "followed", channel, summary });
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
