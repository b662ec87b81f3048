import type { ChannelHarness } from "@usage-billing/conformance";
import { Quantity, type UsageRecord } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import { type Catalogue, sampleCatalogue, startTwin, type Twin } from "@usage-billing/twins";
import { createRebillyChannel } from "../rebilly-channel.ts";

const HOUR = 3_600_000;
const OCTOBER = Date.UTC(2026, 9, 1);

/**
 * Makes a record that the sample's twin takes.
 *
 * @param change - What differs from an hour of storage.
 */
export function usageRecord(change: Partial<UsageRecord> = {}): UsageRecord {
  return {
    recordId: "record-1",
    channel: "rebilly",
    subscription: "sub_twin_storage_001",
    quantity: Quantity.parse("1.125"),
    period: { start: OCTOBER, end: OCTOBER + HOUR },
    ...change,
  };
}

const records = [
  usageRecord(),
  usageRecord({
    recordId: "record-2",
    quantity: Quantity.parse("123456789012.345"),
    period: { start: OCTOBER + HOUR, end: OCTOBER + 2 * HOUR },
  }),
  usageRecord({
    recordId: "record-3",
    subscription: "sub_twin_calls_001",
    quantity: Quantity.parse("7"),
  }),
];

/** A twin and a channel that reports to it. */
export interface RebillyHarness extends ChannelHarness {
  readonly twin: Twin;
}

/**
 * Starts a Rebilly twin with a channel in front of it.
 *
 * @param rebilly - What the twin knows, where it is not the sample.
 */
export async function startRebilly(
  rebilly: Partial<Catalogue["rebilly"]> = {},
): Promise<RebillyHarness> {
  const catalogue = { ...sampleCatalogue, rebilly: { ...sampleCatalogue.rebilly, ...rebilly } };
  const twin = await startTwin("rebilly", { catalogue });
  const transport = createTransport();
  const channel = createRebillyChannel({
    organizationId: catalogue.rebilly.organizationId,
    apiKey: catalogue.rebilly.apiKeys[0] ?? "",
    baseUrl: twin.baseUrl,
    transport,
    retries: 0,
  });
  return {
    twin,
    channel,
    records,
    window: { from: OCTOBER, to: OCTOBER + 31 * 24 * HOUR },
    loseNextAnswer: () => twin.arm({ kind: "lose-answer", method: "POST" }),
    close: async () => {
      await transport.close();
      await twin.close();
    },
  };
}
