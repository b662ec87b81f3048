import type { ChannelHarness } from "@usage-billing/conformance";
import { Quantity, type UsageRecord } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import { sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { createTwoCheckoutChannel } from "../two-checkout-channel.ts";

const DAY = 24 * 3_600_000;
/** Midnight of 1 October 2026 in Bucharest. */
export const OCTOBER: number = Date.UTC(2026, 8, 30, 21);

/**
 * Makes a record that the sample's twin takes.
 *
 * @param change - What differs from a day of API calls.
 */
export function usageRecord(change: Partial<UsageRecord> = {}): UsageRecord {
  return {
    recordId: "record-1",
    channel: "twocheckout",
    subscription: "TWIN000001",
    meter: "API_CALLS",
    quantity: Quantity.parse("1500"),
    period: { start: OCTOBER, end: OCTOBER + DAY },
    ...change,
  };
}

const records = [
  usageRecord({ description: "Plätze, Zürich" }),
  usageRecord({ recordId: "record 2/ü", period: { start: OCTOBER + DAY, end: OCTOBER + 2 * DAY } }),
  usageRecord({
    recordId: "record-3",
    subscription: "TWIN000002",
    meter: "SEATS",
    quantity: Quantity.parse("2147483000"),
  }),
];

/** A twin and a channel that reports to it. */
export interface TwoCheckoutHarness extends ChannelHarness {
  readonly twin: Twin;
}

/** Starts a 2Checkout twin with a channel in front of it. */
export async function startTwoCheckout(): Promise<TwoCheckoutHarness> {
  const twin = await startTwin("twocheckout");
  const transport = createTransport();
  const { merchantCode, secretKey, timeZone } = sampleCatalogue.twocheckout;
  const channel = createTwoCheckoutChannel({
    merchantCode,
    secretKey,
    timeZone,
    baseUrl: twin.baseUrl,
    transport,
    retries: 0,
  });
  return {
    twin,
    channel,
    records,
    window: { from: OCTOBER, to: OCTOBER + 31 * DAY },
    loseNextAnswer: () => twin.arm({ kind: "lose-answer", method: "POST" }),
    close: async () => {
      await transport.close();
      await twin.close();
    },
  };
}
