import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";

/** The three twins, and what a command needs to reach them. */
export interface Twins {
  readonly connect: Twin;
  readonly rebilly: Twin;
  readonly twocheckout: Twin;
  /** Base URLs and the vendor's credentials by environment variable. */
  readonly vendor: Readonly<Record<string, string>>;
  /** The same for the distributor, who has a token of his own at Connect. */
  readonly distributor: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The sample, where nobody waits until a file is processed. */
const IMPATIENT: Catalogue = {
  ...sampleCatalogue,
  connect: { ...sampleCatalogue.connect, processingTime: 0 },
};

/**
 * Starts local servers that behave like Connect, Rebilly and 2Checkout.
 *
 * @param isFast - Whether Connect's twin processes files at once.
 * @returns The twins, on free ports of the loopback interface.
 */
export async function startTwins(isFast: boolean): Promise<Twins> {
  const [connect, rebilly, twocheckout] = await Promise.all([
    startTwin("connect", isFast ? { catalogue: IMPATIENT } : {}),
    startTwin("rebilly"),
    startTwin("twocheckout"),
  ]);
  const { credentials } = sampleCatalogue.connect;
  const baseUrl = { USAGE_BILLING_CONNECT_BASE_URL: connect.baseUrl };
  return {
    ...{ connect, rebilly, twocheckout },
    vendor: {
      ...baseUrl,
      USAGE_BILLING_REBILLY_BASE_URL: rebilly.baseUrl,
      USAGE_BILLING_TWOCHECKOUT_BASE_URL: twocheckout.baseUrl,
      USAGE_BILLING_CONNECT_API_KEY: credentials.vendor,
      USAGE_BILLING_REBILLY_API_KEY: sampleCatalogue.rebilly.apiKeys[0] ?? "",
      USAGE_BILLING_TWOCHECKOUT_SECRET_KEY: sampleCatalogue.twocheckout.secretKey,
    },
    distributor: { ...baseUrl, USAGE_BILLING_CONNECT_API_KEY: credentials.distributor ?? "" },
    close: async () => {
      await Promise.all([connect, rebilly, twocheckout].map((twin) => twin.close()));
    },
  };
}
