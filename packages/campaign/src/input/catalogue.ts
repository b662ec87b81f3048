import { type Catalogue, sampleCatalogue } from "@usage-billing/twins";

/** What a campaign's subscriptions are numbered up to; each channel has so many. */
export const SUBSCRIPTIONS = 400;
/** How many contracts Connect's files are spread over. */
export const CONTRACTS = 8;

/** The product of all Connect usage. */
export const PRODUCT = "PRD-276-377-545";

const padded = (number: number, width: number): string => String(number).padStart(width, "0");

/**
 * Names a Connect contract.
 *
 * @param number - From 0.
 * @returns Its id.
 */
export function contractId(number: number): string {
  return `CRD-41560-05399-${padded(number + 1, 5)}`;
}

/**
 * Names the subscription of a channel.
 *
 * @param channel - The channel's API.
 * @param number - From 0 to below {@link SUBSCRIPTIONS}.
 * @returns The channel's own id of it.
 */
export function subscriptionId(
  channel: "connect" | "rebilly" | "twocheckout",
  number: number,
): string {
  if (channel === "connect") return `AS-1001-0000-${padded(number + 1, 4)}`;
  return channel === "rebilly" ? `sub_campaign_${padded(number, 4)}` : `CAMP${padded(number, 6)}`;
}

const numbers = Array.from({ length: SUBSCRIPTIONS }, (_, number) => number);

/** What the twins of a campaign know: the sample's credentials and meters, and many subscriptions. */
export const campaignCatalogue: Catalogue = {
  connect: {
    ...sampleCatalogue.connect,
    contracts: Array.from({ length: CONTRACTS }, (_, number) => ({ id: contractId(number) })),
    assets: numbers.map((number) => ({
      id: subscriptionId("connect", number),
      product: PRODUCT,
      contract: contractId(number % CONTRACTS),
    })),
  },
  rebilly: {
    ...sampleCatalogue.rebilly,
    // The twin's clock hardly moves while thousands of records are written.
    rateLimit: 1_000_000_000,
    subscriptions: numbers.map((number) => ({ id: subscriptionId("rebilly", number) })),
  },
  twocheckout: {
    ...sampleCatalogue.twocheckout,
    subscriptions: numbers.map((number) => ({
      reference: subscriptionId("twocheckout", number),
      optionCodes: ["SEATS", "STORAGE_MB", "API_CALLS"],
      start: "2025-01-01",
      expiration: "2027-12-31",
    })),
  },
};
