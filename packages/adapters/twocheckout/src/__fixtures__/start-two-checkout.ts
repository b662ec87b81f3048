import { type Channel, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Clock, createTransport } from "@usage-billing/http";
import {
  sampleCatalogue,
  startTwin,
  type Twin,
  type TwoCheckoutSubscription,
} from "@usage-billing/twins";
import {
  createTwoCheckoutChannel,
  type TwoCheckoutChannelOptions,
} from "../two-checkout-channel.ts";

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

/** A twin and a channel that reports to it. */
export interface TwoCheckoutHarness {
  readonly twin: Twin;
  readonly channel: Channel;
  close(): Promise<void>;
}

/** What differs from the sample's twin and the default channel. */
export interface TwoCheckoutSetup {
  readonly subscriptions?: readonly TwoCheckoutSubscription[];
  readonly options?: Partial<TwoCheckoutChannelOptions>;
  /** The twin's clock, where it is not the computer's. */
  readonly clock?: Clock;
}

/**
 * Starts a 2Checkout twin with a channel in front of it.
 *
 * @param setup - What differs.
 */
export async function startTwoCheckout(setup: TwoCheckoutSetup = {}): Promise<TwoCheckoutHarness> {
  const { subscriptions = sampleCatalogue.twocheckout.subscriptions, options, clock } = setup;
  const account = { ...sampleCatalogue.twocheckout, subscriptions };
  const catalogue = { ...sampleCatalogue, twocheckout: account };
  const twin = await startTwin("twocheckout", { catalogue, ...(clock && { clock }) });
  const transport = createTransport();
  const channel = createTwoCheckoutChannel({
    merchantCode: account.merchantCode,
    secretKey: account.secretKey,
    timeZone: account.timeZone,
    baseUrl: twin.baseUrl,
    transport,
    retries: 0,
    ...options,
  });
  return {
    twin,
    channel,
    close: async () => {
      await transport.close();
      await twin.close();
    },
  };
}
