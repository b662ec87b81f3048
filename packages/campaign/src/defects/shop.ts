import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Channel, UsageRecord } from "@usage-billing/core";
import { type Clock, createTransport, type Transport } from "@usage-billing/http";
import { type Ledger, openLedger, type RecordState } from "@usage-billing/ledger";
import { createReporter, type Reporter } from "@usage-billing/reporter";
import type { Twin, TwinUsage } from "@usage-billing/twins";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { createChannel } from "../child/create-channels.ts";
import { makeRecords } from "../input/make-records.ts";
import { startWorld, type World } from "../world/start-world.ts";

/** A request that a shop sent. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
}

/** A reporter in this process, with everything around it, for one test. */
export interface Shop {
  readonly world: World;
  readonly twins: Readonly<Record<ChannelName, Twin>>;
  readonly channels: Map<string, Channel>;
  readonly ledger: Ledger;
  readonly reporter: Reporter;
  readonly clock: Clock;
  /** Every request in its order. */
  readonly requests: readonly SeenRequest[];
  /** Makes records of a channel. */
  records(channel: ChannelName, count: number): readonly UsageRecord[];
  /** The state of each record of a channel, in the order in which they were taken in. */
  states(channel: ChannelName): Promise<readonly RecordState[]>;
  /** What a twin holds, over HTTP. */
  holdings(channel: ChannelName): Promise<readonly TwinUsage[]>;
  /** Closes the ledger and goes on with a new process's view of it. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps what is sent. */
function watch(transport: Transport, seen: SeenRequest[]): Transport {
  return {
    ...transport,
    fetch: (request) => {
      seen.push({ method: request.method, url: request.url });
      return transport.fetch(request);
    },
  };
}

/**
 * Opens a shop.
 *
 * @param change - Changes a channel before it is used.
 * @returns The shop; close it.
 */
export async function openShop(
  change: (channel: Channel) => Channel = (same) => same,
): Promise<Shop> {
  const world = await startWorld();
  const { twins } = world;
  const folder = mkdtempSync(join(tmpdir(), "shop-"));
  const file = join(folder, "ledger.db");
  const requests: SeenRequest[] = [];
  const transport = createTransport({ timeout: 2_000 });
  const clock: Clock = {
    now: world.clock.now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      await world.clock.advance(milliseconds);
    },
  };
  const channels = new Map<string, Channel>();
  for (const name of CHANNELS) {
    const parts = { baseUrl: twins[name].baseUrl, transport: watch(transport, requests), clock };
    channels.set(name, change(createChannel(name, { ...parts, timeout: 2_000 })));
  }
  const open = () => {
    const ledger = openLedger(file, { now: clock.now });
    return { ledger, reporter: createReporter({ channels, ledger, clock, random: () => 0.5 }) };
  };
  let now = open();
  return {
    ...{ world, twins, channels, clock, requests },
    get ledger() {
      return now.ledger;
    },
    get reporter() {
      return now.reporter;
    },
    records: (channel, count) => {
      const counts = { connect: 0, rebilly: 0, twocheckout: 0, [channel]: count };
      return makeRecords({ seed: 17, round: 0, counts }, channel);
    },
    states: async (channel) => {
      const states: RecordState[] = [];
      for await (const { state } of now.ledger.records({ channel })) states.push(state);
      return states;
    },
    holdings: world.holdings,
    restart: async () => {
      await now.ledger.close();
      now = open();
    },
    close: async () => {
      await now.ledger.close();
      await transport.close();
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}
