import { createPeriod, deriveRecordId, Quantity, type UsageRecord } from "@usage-billing/core";
import type { ChangeKind, CorrectionChange } from "@usage-billing/reporter";
import type { ChannelName } from "../channel-name.ts";
import { contractId, PRODUCT, subscriptionId } from "../input/catalogue.ts";

const DAY = 86_400_000;
/** No clock of the account's time zone is changed in the weeks after it. */
const APRIL = Date.UTC(2026, 3, 1);
/** The name of the source that the records come from. */
export const SOURCE = "corrections";

const METERS = {
  connect: ["STORAGE-GB", "API-CALLS"],
  rebilly: [undefined, "ANY"],
  twocheckout: ["STORAGE_MB", "API_CALLS"],
} as const;

function dayOf(number: number): UsageRecord["period"] {
  return createPeriod(APRIL + number * DAY, APRIL + (number + 1) * DAY);
}

/**
 * Makes a record of a channel's first subscription.
 *
 * @param channel - The channel.
 * @param day - The day of April 2026, from 0.
 * @param quantity - The quantity.
 * @returns The record.
 */
export function makeRecord(channel: ChannelName, day: number, quantity: string): UsageRecord {
  const subscription = subscriptionId(channel, 0);
  const [meter] = METERS[channel];
  const period = dayOf(day);
  const facts = { source: SOURCE, channel, subscription, meter, period, revision: 0 };
  return {
    ...{ recordId: deriveRecordId(facts), channel, subscription, period },
    ...(meter === undefined ? {} : { meter }),
    quantity: Quantity.parse(quantity),
    ...(channel === "connect"
      ? { attributes: { product: PRODUCT, contract: contractId(0), currency: "USD" } }
      : {}),
  };
}

/**
 * Makes a change of a record whose quantity is 12.
 *
 * @param channel - The channel.
 * @param kind - Which kind.
 * @returns The change.
 */
export function makeChange(channel: ChannelName, kind: ChangeKind): CorrectionChange {
  switch (kind) {
    case "raise":
      return { quantity: Quantity.parse("17") };
    case "lower":
      return { quantity: Quantity.parse("5") };
    case "delete":
      return { delete: true };
    case "move":
      return { period: dayOf(20) };
    case "change-meter":
      return { meter: METERS[channel][1] };
  }
}
