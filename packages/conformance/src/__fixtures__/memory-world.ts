import {
  type Channel,
  type ChannelCapabilities,
  formatInstant,
  Quantity,
} from "@usage-billing/core";
import type { ConformanceOptions } from "../options.ts";
import { createKitClock } from "../world/kit-clock.ts";
import type { StoredUsage, World } from "../world/world.ts";
import { createMemoryChannel, LIMITED, UNKNOWN } from "./memory-channel.ts";
import { createMemory, type Memory, SECRET } from "./memory-server.ts";

const OCTOBER = Date.UTC(2026, 9, 1);

/** A channel that takes periods, meters and three decimals, three records at a time. */
export const arrayCapabilities: ChannelCapabilities = {
  decimals: 3,
  minimumQuantity: "0",
  maximumQuantity: "900000000000000000",
  meter: "required",
  batch: { shape: "array", maximumRecords: 3 },
  time: "period",
  timeResolution: 1000,
  correction: "delete-and-send",
  retraction: "delete",
  partialQuantity: true,
  acceptance: false,
  closing: true,
  recordIdReadBack: true,
};

/** A channel that takes whole quantities at instants, one at a time, and bills without a reference. */
export const singleCapabilities: ChannelCapabilities = {
  ...arrayCapabilities,
  decimals: 0,
  meter: "unused",
  batch: { shape: "single", maximumRecords: 1 },
  time: "instant",
  correction: "update",
  partialQuantity: false,
  closing: false,
  recordIdReadBack: false,
};

/** A channel that takes files, which somebody accepts. */
export const fileCapabilities: ChannelCapabilities = {
  ...arrayCapabilities,
  batch: { shape: "file", maximumRecords: 50 },
  correction: "upload-again",
  retraction: "upload-again",
  partialQuantity: false,
  acceptance: true,
};

/** A channel that changes nothing that it has. */
export const unchangingCapabilities: ChannelCapabilities = Object.assign(
  { ...singleCapabilities },
  { correction: "none", retraction: "none" },
);

function toStored({ holdings }: Memory): readonly StoredUsage[] {
  return holdings.map(({ usage: { subscription, meter, quantity, period } }) => ({
    subscription,
    ...(meter === undefined ? {} : { meter }),
    quantity: quantity.toString(),
    start: formatInstant(period.start),
    end: formatInstant(period.end),
  }));
}

function bill(memory: Memory, { closing }: ChannelCapabilities): void {
  memory.holdings = memory.holdings.map(({ record, usage }) => ({
    record,
    usage: { ...usage, status: "billed", ...(closing ? { billingReference: "bill-1" } : {}) },
  }));
}

const base: Omit<World, "open"> = {
  subscriptions: ["sub-1", "sub-2"],
  meter: "calls",
  from: OCTOBER,
  secrets: [SECRET],
  walls: [25],
  unknownSubscription: UNKNOWN,
  canBill: true,
  short: {
    record: {
      recordId: "kit-short",
      channel: "memory",
      subscription: LIMITED,
      meter: "calls",
      quantity: Quantity.parse("120.25"),
      period: { start: OCTOBER, end: OCTOBER + 60_000 },
      acceptPartial: true,
    },
    stored: "100.5",
  },
};

/** What a defect is made of. */
export interface Sound {
  /** The channel that does everything right. */
  readonly right: Channel;
  /** Its server. */
  readonly memory: Memory;
  /** Whether a record is one of the rule that is to be broken. */
  isOwn(record: { readonly recordId: string }): boolean;
}

/** What is wrong with a channel under test: the members that it does not have from the right one. */
export type Defect = (sound: Sound) => Partial<Channel>;

/** Defects by what they do, under the rule that they break. */
export type Defects = Readonly<Record<string, Readonly<Record<string, Defect>>>>;

/**
 * Makes a channel whose server is an array, and its world.
 *
 * @param capabilities - What the channel declares.
 * @param defect - What is wrong with it; nothing when left out.
 * @param tag - What the records of the rule begin with that is to be broken.
 * @returns What the kit takes, apart from a runner.
 */
export function createMemoryOptions(
  capabilities: ChannelCapabilities,
  defect: Defect = () => ({}),
  tag = "",
): Omit<ConformanceOptions, "test"> {
  const running = new Map<string, Memory>();
  const world: World = {
    ...base,
    open: async (clock) => {
      const memory = createMemory(clock);
      const baseUrl = `memory:${running.size}`;
      running.set(baseUrl, memory);
      return {
        baseUrl,
        holds: () => toStored(memory),
        bill: () => bill(memory, capabilities),
        troubles: memory.troubles,
        close: async () => void running.set(baseUrl, createMemory(clock)),
      };
    },
  };
  const createChannel = ({ baseUrl }: { readonly baseUrl: string }): Channel => {
    const memory = running.get(baseUrl) ?? createMemory(createKitClock(OCTOBER));
    const right = createMemoryChannel(memory, capabilities);
    const isOwn = ({ recordId }: { readonly recordId: string }) => recordId.startsWith(`${tag}-`);
    return { ...right, ...defect({ right, memory, isOwn }) };
  };
  return { createChannel, world };
}
