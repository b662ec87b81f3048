import {
  type Channel,
  type ChannelCapabilities,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { BillingHarness } from "../channel-harness.ts";
import { createMemoryChannel, type Memory } from "./memory-channel.ts";

const HOUR = 3_600_000;
const OCTOBER = Date.UTC(2026, 9, 1);

/** A channel that takes periods, meters and three decimals, two records at a time. */
export const periodCapabilities: ChannelCapabilities = {
  decimals: 3,
  minimumQuantity: "0.001",
  maximumQuantity: "1000",
  meter: "required",
  batch: { shape: "array", maximumRecords: 2 },
  time: "period",
  timeResolution: 1000,
  correction: "delete-and-send",
  retraction: "delete",
  partialQuantity: false,
  acceptance: false,
  closing: true,
  recordIdReadBack: true,
};

/** A channel that takes whole quantities at instants, one at a time, and bills without a reference. */
export const instantCapabilities: ChannelCapabilities = {
  ...periodCapabilities,
  decimals: 0,
  minimumQuantity: "0",
  meter: "unused",
  batch: { shape: "single", maximumRecords: 1 },
  time: "instant",
  closing: false,
  recordIdReadBack: false,
};

function toRecord(recordId: string, subscription: string, hour: number): UsageRecord {
  const start = OCTOBER + hour * HOUR;
  return {
    recordId,
    channel: "memory",
    subscription,
    meter: "calls",
    quantity: Quantity.parse(String(hour + 7)),
    period: { start, end: start + HOUR },
  };
}

/** What is wrong with a channel under test: the methods that it does not have from the right one. */
export type Defect = (right: Channel, memory: Memory) => Partial<Channel>;

/** Defects by name, under the test of the suite that must notice them. */
export type DefectsByTest = Readonly<Record<string, Readonly<Record<string, Defect>>>>;

/**
 * Makes a harness around a memory channel.
 *
 * @param capabilities - What the channel declares.
 * @param defect - What is wrong with it; nothing when left out.
 * @returns The harness.
 */
export function createMemoryHarness(
  capabilities: ChannelCapabilities,
  defect: Defect = () => ({}),
): BillingHarness {
  const memory: Memory = { capabilities, holdings: [], losesAnswer: false, created: 0 };
  const right = createMemoryChannel(memory);
  const first = toRecord("r-1", "sub-1", 0);
  const decimals = capabilities.decimals > 0 ? { quantity: Quantity.parse("0.125") } : {};
  return {
    channel: { ...right, ...defect(right, memory) },
    records: [{ ...first, ...decimals }, toRecord("r-2", "sub-1", 1), toRecord("r-3", "sub-2", 0)],
    window: { from: OCTOBER, to: OCTOBER + 24 * HOUR },
    loseNextAnswer: () => {
      memory.losesAnswer = true;
    },
    billEverything: () => {
      memory.holdings = memory.holdings.map(({ record, usage }) => {
        const bill = capabilities.closing ? { billingReference: "bill-1" } : {};
        return { record, usage: { ...usage, status: "billed", ...bill } };
      });
    },
    close: async () => undefined,
  };
}
