import { createConnectChannel } from "@usage-billing/connect";
import { type Channel, createPeriod, Quantity, type UsageRecord } from "@usage-billing/core";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import type { Case } from "./suite.ts";

/** What a twin outside this runtime gives away of itself. */
export interface TwinTarget {
  readonly baseUrl: string;
  /** What the channel is made with beside the address. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly subscription: string;
  readonly meter?: string;
}

/** The twins by API. */
export type TwinTargets = Readonly<Record<keyof typeof CHANNELS, TwinTarget>>;

/** Options come as data from another process: the adapters check them themselves. */
type Create = (options: never) => Channel;

const CHANNELS = {
  connect: createConnectChannel as Create,
  rebilly: createRebillyChannel as Create,
  twocheckout: createTwoCheckoutChannel as Create,
} as const;

const OCTOBER = Date.UTC(2026, 9, 1);
const NOVEMBER = Date.UTC(2026, 10, 1);

async function report(channel: Channel, { subscription, meter }: TwinTarget): Promise<void> {
  const record: UsageRecord = {
    recordId: "r-1",
    channel: channel.id,
    subscription,
    ...(meter === undefined ? {} : { meter }),
    quantity: Quantity.parse("12"),
    period: createPeriod(OCTOBER, OCTOBER + 60_000),
  };
  const [delivery] = channel.plan([record]);
  if (delivery === undefined) throw new Error("nothing is planned");
  const [outcome] = await channel.send(delivery);
  if (outcome?.status === "refused" || outcome?.status === "unknown") {
    throw new Error(`the record is ${JSON.stringify(outcome)}`);
  }
  const query = { from: OCTOBER, to: NOVEMBER, subscriptions: [subscription] };
  for await (const usage of channel.list(query)) {
    if (usage.quantity.toString() === "12") return;
  }
  throw new Error("the record is not listed");
}

/**
 * Lists a report of one record through each adapter, which is then read back.
 *
 * @param targets - The twins.
 * @returns The tests.
 */
export function listReportingCases(targets: TwinTargets): readonly Case[] {
  return Object.entries(CHANNELS).map(([api, create]) => ({
    name: `reports a record to ${api}`,
    run() {
      const target = targets[api as keyof TwinTargets];
      const options = { ...target.options, baseUrl: target.baseUrl };
      return report(create(options as never), target);
    },
  }));
}
