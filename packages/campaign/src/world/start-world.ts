import { startTwin, type Twin, type TwinUsage } from "@usage-billing/twins";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { campaignCatalogue } from "../input/catalogue.ts";
import { createWorldClock, type WorldClock } from "./world-clock.ts";

/** Twins of all channels, and the clock that they go by. */
export interface World {
  readonly clock: WorldClock;
  readonly twins: Readonly<Record<ChannelName, Twin>>;
  /** What a twin says over HTTP that it holds. */
  holdings(channel: ChannelName): Promise<readonly TwinUsage[]>;
  /** Lets everything that is under way arrive. */
  settleDown(): Promise<void>;
  /** Forgets usage and faults of all twins. */
  reset(): void;
  close(): Promise<void>;
}

/** Longer than any fault delays anything. */
const LONG = 3_600_000;
const START = Date.UTC(2026, 8, 1);

/**
 * Starts the twins.
 *
 * @returns The world; close it.
 */
export async function startWorld(): Promise<World> {
  const clock = createWorldClock(START);
  const options = { clock, catalogue: campaignCatalogue };
  const [connect, rebilly, twocheckout] = await Promise.all([
    startTwin("connect", options),
    startTwin("rebilly", options),
    startTwin("twocheckout", options),
  ]);
  const twins = { connect, rebilly, twocheckout };
  return {
    clock,
    twins,
    holdings: async (channel) => {
      const response = await fetch(`${twins[channel].url}/_twin/usage`);
      return (await response.json()) as readonly TwinUsage[];
    },
    settleDown: async () => {
      await clock.advance(LONG);
    },
    reset: () => {
      for (const channel of CHANNELS) twins[channel].reset();
    },
    close: async () => {
      await Promise.all(CHANNELS.map((channel) => twins[channel].close()));
    },
  };
}
