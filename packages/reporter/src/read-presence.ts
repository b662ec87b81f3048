import type { Channel, Delivery, Settlement } from "@usage-billing/core";
import { alignOutcomes, toUnknown } from "./align-outcomes.ts";
import { toError } from "./classify-error.ts";
import type { Settings } from "./settings.ts";

/**
 * Reads back, once the channel has had its time to show it, what it holds after a change in doubt.
 *
 * @param settings - The reporter's settings.
 * @param channel - The channel.
 * @param delivery - The delivery, with the records in question among its records.
 * @returns One settlement per record; unknown where the channel did not tell.
 */
export async function readPresence(
  settings: Settings,
  channel: Channel,
  delivery: Delivery,
): Promise<readonly Settlement[]> {
  const { clock, visibilityLag, settleDelays } = settings;
  let reading: readonly Settlement[] = [];
  for (const delay of [visibilityLag, ...settleDelays]) {
    if (delay > 0) await clock.sleep(delay);
    try {
      reading = alignOutcomes(delivery.records, await channel.settle(delivery));
    } catch (error) {
      reading = toUnknown(delivery.records, `it could not be read back: ${toError(error).message}`);
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
