import { hash } from "node:crypto";
import type { JobKind } from "./delivery-queue.ts";

/** What the engine allows in a name. */
const ALLOWED = /^[\w.-]{1,64}$/;

/**
 * Names the queue of a channel.
 *
 * @param kind - What is handed out.
 * @param channel - The channel's id.
 * @returns The name; of a channel whose id the engine would not take, its hash.
 */
export function toQueueName(kind: JobKind, channel: string): string {
  if (ALLOWED.test(channel)) return `${kind}/${channel}`;
  return `${kind}/sha256-${hash("sha256", channel, "hex").slice(0, 32)}`;
}
