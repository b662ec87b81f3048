import { followWhenDue } from "./follow-loop.ts";
import type { ServiceContext } from "./service-context.ts";

async function reportOnce(context: ServiceContext, channel: string): Promise<Error | undefined> {
  const { reporter, signal, tell } = context;
  const { channels } = await reporter.report({ channels: [channel], signal });
  for (const summary of channels) tell({ kind: "reported", channel, summary });
  return channels[0]?.error;
}

/**
 * Reports to a channel and follows it, again and again. Each channel has a loop of its own, so that
 * one that is down holds up no other.
 *
 * @param context - The service.
 * @param channel - The channel.
 */
export async function reportForever(context: ServiceContext, channel: string): Promise<void> {
  const { states, signal, interval, tell, pause } = context;
  while (!signal.aborted) {
    const error = await reportOnce(context, channel);
    const failures = states.note(channel, error);
    if (failures === 0) await followWhenDue(context, channel);
    const reason = failures === 0 ? "interval" : "back-off";
    const milliseconds = failures === 0 ? interval : context.backOff(failures, error);
    tell({ kind: "waiting", channel, reason, milliseconds });
    await pause(milliseconds);
  }
}
