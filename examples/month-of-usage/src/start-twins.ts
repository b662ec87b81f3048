import { sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";

/** The three twins, and what a command needs to reach them. */
export interface Twins {
  readonly twins: readonly Twin[];
  /** Base URLs and credentials by environment variable. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts local servers that behave like Connect, Rebilly and 2Checkout.
 *
 * @returns The twins, on free ports of the loopback interface.
 */
export async function startTwins(): Promise<Twins> {
  const apis = ["connect", "rebilly", "twocheckout"] as const;
  const twins = await Promise.all(apis.map((api) => startTwin(api)));
  const { connect, rebilly, twocheckout } = sampleCatalogue;
  const baseUrls = twins.map(({ api, baseUrl }) => [
    `USAGE_BILLING_${api.toUpperCase()}_BASE_URL`,
    baseUrl,
  ]);
  return {
    twins,
    environment: {
      ...Object.fromEntries(baseUrls),
      USAGE_BILLING_CONNECT_API_KEY: connect.credentials.vendor,
      USAGE_BILLING_REBILLY_API_KEY: rebilly.apiKeys[0] ?? "",
      USAGE_BILLING_TWOCHECKOUT_SECRET_KEY: twocheckout.secretKey,
    },
    close: async () => {
      await Promise.all(twins.map((twin) => twin.close()));
    },
  };
}
