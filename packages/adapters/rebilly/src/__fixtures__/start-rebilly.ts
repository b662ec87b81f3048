import type { BillingHarness } from "@usage-billing/conformance";
import { createTransport } from "@usage-billing/http";
import {
  type RebillyCatalogue,
  sampleCatalogue,
  startTwin,
  type Twin,
  type TwinOptions,
} from "@usage-billing/twins";
import { createRebillyChannel, type RebillyChannelOptions } from "../rebilly-channel.ts";
import { HOUR, OCTOBER, usageRecord } from "./usage-record.ts";

/** What differs from a channel without retries at a twin that knows the sample. */
export interface RebillySetup {
  readonly catalogue?: Partial<RebillyCatalogue>;
  readonly channel?: Partial<RebillyChannelOptions>;
  readonly twin?: Pick<TwinOptions, "clock">;
}

/** A twin and a channel that reports to it. */
export interface RebillyHarness extends BillingHarness {
  readonly twin: Twin;
}

/**
 * Starts a Rebilly twin with a channel in front of it.
 *
 * @param setup - What differs.
 * @returns Both; close them.
 */
export async function startRebilly(setup: RebillySetup = {}): Promise<RebillyHarness> {
  const rebilly = { ...sampleCatalogue.rebilly, ...setup.catalogue };
  const twin = await startTwin("rebilly", {
    catalogue: { ...sampleCatalogue, rebilly },
    ...setup.twin,
  });
  const transport = createTransport();
  const channel = createRebillyChannel({
    organizationId: rebilly.organizationId,
    apiKey: rebilly.apiKeys[0] ?? "",
    baseUrl: twin.baseUrl,
    transport,
    retries: 0,
    ...setup.channel,
  });
  return {
    twin,
    channel,
    records: [
      usageRecord(),
      usageRecord({ recordId: "record-2", quantity: "123456789012.345", hour: 1 }),
      usageRecord({ recordId: "record-3", subscription: "sub_twin_calls_001", quantity: "7" }),
    ],
    window: { from: OCTOBER, to: OCTOBER + 31 * 24 * HOUR },
    loseNextAnswer: () => twin.arm({ kind: "lose-answer", method: "POST" }),
    billEverything: () => twin.bill(),
    close: async () => {
      await transport.close();
      await twin.close();
    },
  };
}
