import { createConnectChannel } from "@usage-billing/connect";
import type { Channel } from "@usage-billing/core";
import type { Clock, Transport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import type { ChannelName } from "../channel-name.ts";
import { campaignCatalogue } from "../input/catalogue.ts";

/** What every channel is made of. */
export interface ChannelParts {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** The longest wait for one answer, in milliseconds of the machine's time. */
  readonly timeout: number;
}

/**
 * Makes a channel in front of its twin.
 *
 * @param name - Which.
 * @param parts - Transport, clock and limits.
 * @returns The channel.
 */
export function createChannel(name: ChannelName, parts: ChannelParts): Channel {
  const { connect, rebilly, twocheckout } = campaignCatalogue;
  switch (name) {
    case "connect":
      return createConnectChannel({ ...parts, apiKey: connect.credentials.vendor });
    case "rebilly":
      return createRebillyChannel({
        ...parts,
        organizationId: rebilly.organizationId,
        apiKey: rebilly.apiKeys[0] ?? "",
      });
    case "twocheckout": {
      const { merchantCode, secretKey, timeZone } = twocheckout;
      return createTwoCheckoutChannel({ ...parts, merchantCode, secretKey, timeZone });
    }
  }
}
