import type { Channel, Delivery, Settlement } from "@usage-billing/core";
import { isAbandoned, toError } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { alignOutcomes, toUnknown } from "./align-outcomes.ts";

/**
 * Tells how long after a change in doubt the channel may still not show it.
 *
 * @param settings - The reporter's settings.
 * @param channel - The channel.
 * @param error - What the change threw, if it threw.
 * @returns Milliseconds.
 */
export function lagAfter(settings: Settings, channel: Channel, error?: unknown): number {
  const lag = settings.visibilityLag(channel.id);
  return isAbandoned(error) ? Math.max(lag, settings.abandonedLag(channel.id)) : lag;
}

/** Stands for a call within a change that its channel does not tell the error of: it may have been given up. */
export const UNTOLD: { readonly abandoned: true } = { abandoned: true };

/**
 * Reads back, once the channel has had its time to show it, what it holds after a change in doubt.
 *
 * @param settings - The reporter's settings.
 * @param channel - The channel.
 * @param doubt - The delivery, with the records in question among its records, and what the change threw.
 * @returns One settlement per record; unknown where the channel did not tell.
 */
export async function readPresence(
  settings: Settings,
  channel: Channel,
  { delivery, error }: { readonly delivery: Delivery; readonly error?: unknown },
): Promise<readonly Settlement[]> {
  const { clock, random, settleDelays } = settings;
  let reading: readonly Settlement[] = [];
  const delays = settleDelays.map((longest) => Math.round(random() * longest));
  for (const delay of [lagAfter(settings, channel, error), ...delays]) {
    if (delay > 0) await clock.sleep(delay);
    try {
      reading = alignOutcomes(delivery.records, await channel.settle(delivery));
    } catch (thrown) {
      reading = toUnknown(
        delivery.records,
        `it could not be read back: ${toError(thrown).message}`,
      );
    }
    if (reading.every(({ status }) => status !== "unknown")) return reading;
  }
  return reading;
}

/**
 * Tells whether a settlement says that the channel holds the record.
 *
 * @param settlement - The settlement.
 * @returns Whether it is accepted, pending or partial.
 */
export function isHeld({ status }: Settlement): boolean {
  return status === "accepted" || status === "pending" || status === "partial";
}
