import { CHANNELS, type ChannelName } from "../channel-name.ts";
import type { PlannedFault } from "../child/job.ts";
import type { Random } from "../random.ts";
import { drawFault } from "./fault-menu.ts";

/** About how many records one request carries, to spread faults over a round. */
const RECORDS_PER_REQUEST: Readonly<Record<ChannelName, number>> = {
  connect: 30,
  rebilly: 1,
  twocheckout: 18,
};
/** How the faults of a round are shared out. */
const SHARES: Readonly<Record<ChannelName, number>> = {
  connect: 0.15,
  rebilly: 0.6,
  twocheckout: 0.25,
};

/** How many faults each channel is still to meet in a round. */
export type FaultBudget = Record<ChannelName, number>;

/**
 * Shares faults out among the channels.
 *
 * @param faults - How many.
 * @param channels - The channels that take part.
 * @returns The shares, which add up to at least as many.
 */
export function shareFaults(faults: number, channels: readonly ChannelName[]): FaultBudget {
  const whole = channels.reduce((sum, channel) => sum + SHARES[channel], 0);
  const budget = { connect: 0, rebilly: 0, twocheckout: 0 };
  for (const channel of channels) {
    budget[channel] = Math.ceil((faults * SHARES[channel]) / whole);
  }
  return budget;
}

/**
 * Plans the faults of one life, so that those that are left are spread over the requests that are left.
 *
 * @param random - What they are drawn with.
 * @param budget - How many faults are left.
 * @param recordsLeft - How many records are left to be reported.
 * @returns The faults by channel.
 */
export function planFaults(
  random: Random,
  budget: FaultBudget,
  recordsLeft: Readonly<Record<ChannelName, number>>,
): Partial<Record<ChannelName, readonly PlannedFault[]>> {
  const plan: Partial<Record<ChannelName, readonly PlannedFault[]>> = {};
  for (const channel of CHANNELS) {
    const requests = Math.max(2, recordsLeft[channel] / RECORDS_PER_REQUEST[channel]);
    const gap = Math.max(1, requests / Math.max(1, budget[channel]));
    const faults: PlannedFault[] = [];
    let request = 1;
    for (let count = 0; count < budget[channel]; count += 1) {
      request += random.below(2 * gap);
      faults.push({ request, fault: drawFault(random, channel) });
    }
    plan[channel] = faults;
  }
  return plan;
}
