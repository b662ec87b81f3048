import type { Channel } from "@usage-billing/core";

/**
 * Tells how many requests that change something a delivery takes.
 *
 * @param channel - The channel.
 * @returns Three for a file, which is created, uploaded and submitted; otherwise one.
 */
export function writesOfDelivery(channel: Channel | undefined): number {
  return channel?.capabilities.batch.shape === "file" ? 3 : 1;
}

/**
 * Tells how many requests that change something a retraction or correction takes at most.
 *
 * @param channel - The channel.
 * @returns One for an update or a deletion, otherwise two.
 */
export function writesOfChange({ capabilities }: Channel): number {
  const { batch, correction } = capabilities;
  return batch.shape === "file" || correction === "delete-and-send" ? 2 : 1;
}
