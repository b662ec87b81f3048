import { connectCapabilities } from "@usage-billing/connect";
import type { ChannelCapabilities } from "@usage-billing/core";
import { rebillyCapabilities } from "@usage-billing/rebilly";
import { twoCheckoutCapabilities } from "@usage-billing/twocheckout";

/** A channel as the documentation names it. */
export interface DocumentedChannel {
  readonly title: string;
  /** The folder of its adapter, which is also the last part of the package's name. */
  readonly api: string;
  readonly capabilities: ChannelCapabilities;
}

/** Every channel, in the order of the tables. */
export const CHANNELS: readonly DocumentedChannel[] = [
  { title: "CloudBlue Connect", api: "connect", capabilities: connectCapabilities },
  { title: "Rebilly", api: "rebilly", capabilities: rebillyCapabilities },
  { title: "2Checkout", api: "twocheckout", capabilities: twoCheckoutCapabilities },
];
