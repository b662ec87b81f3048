import { deriveRecordId, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Catalogue, sampleCatalogue } from "@usage-billing/twins";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 8, 1);
const SUBSCRIPTIONS = 200;

function subscriptionId(number: number): string {
  return `sub_workers_${String(number).padStart(4, "0")}`;
}

/** What the twin knows. */
export const workersCatalogue: Catalogue = {
  ...sampleCatalogue,
  rebilly: {
    ...sampleCatalogue.rebilly,
    subscriptions: Array.from({ length: SUBSCRIPTIONS }, (_, number) => ({
      id: subscriptionId(number),
    })),
  },
};

/**
 * Makes usage of many subscriptions, an hour each.
 *
 * @param count - How many records.
 * @returns The records, the same every time.
 */
export function makeRecords(count: number): UsageRecord[] {
  return Array.from({ length: count }, (_, number) => {
    const subscription = subscriptionId(number % SUBSCRIPTIONS);
    const start = START + Math.floor(number / SUBSCRIPTIONS) * HOUR;
    const period = { start, end: start + HOUR };
    const quantity = Quantity.parse(`${1 + (number % 97)}.${String(number % 10)}`);
    const facts = { source: "workers", channel: "rebilly", subscription, period, revision: 0 };
    return { recordId: deriveRecordId(facts), channel: "rebilly", subscription, period, quantity };
  });
}
