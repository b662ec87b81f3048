import type { Channel } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import {
  type RebillyCatalogue,
  sampleCatalogue,
  startTwin,
  type Twin,
  type TwinOptions,
} from "@usage-billing/twins";
import { createRebillyChannel, type RebillyChannelOptions } from "../rebilly-channel.ts";

/** What differs from a channel without retries at a twin that knows the sample. */
export interface RebillySetup {
  readonly catalogue?: Partial<RebillyCatalogue>;
  readonly channel?: Partial<RebillyChannelOptions>;
  readonly twin?: Pick<TwinOptions, "clock">;
}

/** A twin and a channel that reports to it. */
export interface RebillyHarness {
  readonly twin: Twin;
  readonly channel: Channel;
  close(): Promise<void>;
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
    close: async () => {
      await transport.close();
      await twin.close();
    },
  };
}
