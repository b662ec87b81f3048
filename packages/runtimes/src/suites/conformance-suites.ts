import { type ConformanceOptions, testChannel } from "@usage-billing/conformance";
import { createConnectChannel } from "@usage-billing/connect";
import { createTransport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwinWorld, sampleCatalogue } from "@usage-billing/twins";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import type { Case } from "./suite.ts";

const { connect, rebilly, twocheckout } = sampleCatalogue;
const transport = createTransport();
const shared = { transport, retries: 0 };

/** What the sample's vendor files usage for. */
const file = {
  product: "PRD-276-377-545",
  contract: "CRD-41560-05399-12345",
  currency: "USD",
};
const { merchantCode, secretKey, timeZone } = twocheckout;
const credentials = { organizationId: rebilly.organizationId, apiKey: rebilly.apiKeys[0] ?? "" };

const subjects: Readonly<Record<string, Omit<ConformanceOptions, "test">>> = {
  connect: {
    createChannel: (connection) =>
      createConnectChannel({
        ...file,
        ...shared,
        ...connection,
        apiKey: connect.credentials.vendor,
      }),
    world: createTwinWorld("connect"),
  },
  rebilly: {
    createChannel: (connection) =>
      createRebillyChannel({ ...credentials, ...shared, ...connection }),
    world: createTwinWorld("rebilly"),
  },
  twocheckout: {
    createChannel: (connection) =>
      createTwoCheckoutChannel({ merchantCode, secretKey, timeZone, ...shared, ...connection }),
    world: createTwinWorld("twocheckout"),
  },
};

/**
 * Lists the tests of the conformance kit for each adapter, at its twin.
 *
 * @returns The tests by adapter.
 */
export function listConformanceSuites(): Readonly<Record<string, readonly Case[]>> {
  const suites = Object.entries(subjects).map(([name, subject]) => {
    const cases: Case[] = [];
    testChannel({ ...subject, test: (title, run) => cases.push({ name: title, run }) });
    return [`conformance: ${name}`, cases] as const;
  });
  return Object.fromEntries(suites);
}

/** Ends the connections of the channels. */
export async function closeChannels(): Promise<void> {
  await transport.close();
}
