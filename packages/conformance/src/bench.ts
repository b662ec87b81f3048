import {
  type Channel,
  type ChannelCapabilities,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { ConformanceOptions } from "./options.ts";
import { createKitClock } from "./world/kit-clock.ts";
import { startTroubleProxy } from "./world/trouble-proxy.ts";
import type { KitClock, Troubles, World, WorldServer } from "./world/world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The kit's clock stands so long after the first record: its month is over. */
const LATER = 40 * DAY;

/** What is known of a channel before its server runs: what cases are made from. */
export interface Subject {
  /** The channel's id. */
  readonly id: string;
  /** What it declares. */
  readonly capabilities: ChannelCapabilities;
  /** Its world. */
  readonly world: World;
  /** What the ids of records begin with: each rule has a tag of its own. */
  readonly tag: string;
}

/** What a case changes in a record; the quantity as text. */
export type RecordChange = Omit<Partial<UsageRecord>, "quantity"> & { readonly quantity?: string };

/** A channel with its server, for one case. */
export interface Bench extends Subject {
  /** The channel under test. */
  readonly channel: Channel;
  /** A second channel to the same server that meets no trouble. */
  readonly calm: Channel;
  /** The server behind it. */
  readonly server: WorldServer;
  /** Spoils and counts the channel's calls. */
  readonly troubles: Troubles;
  /** The time. */
  readonly clock: KitClock;
}

/**
 * Makes a record that the server takes.
 *
 * @param subject - The channel's world.
 * @param index - Which: each has a start of its own, subscriptions take turns.
 * @param change - What is different.
 * @returns The record.
 */
export function recordAt(
  { id, world, tag }: Subject,
  index: number,
  change: RecordChange = {},
): UsageRecord {
  const { quantity = String(index + 2), ...others } = change;
  const { subscriptions, meter, attributes, from } = world;
  const start = from + index * MINUTE;
  return {
    recordId: `${tag}-${index}`,
    channel: id,
    subscription: subscriptions[index % 2] ?? subscriptions[0],
    ...(meter === undefined ? {} : { meter }),
    ...(attributes === undefined ? {} : { attributes }),
    quantity: Quantity.parse(quantity),
    period: { start, end: start + MINUTE },
    ...others,
  };
}

/**
 * Makes records that the server takes.
 *
 * @param subject - The channel's world.
 * @param count - How many.
 * @param change - What is different in all of them.
 * @returns The records.
 */
export function recordsOf(
  subject: Subject,
  count: number,
  change: RecordChange = {},
): readonly UsageRecord[] {
  return Array.from({ length: count }, (_, index) => recordAt(subject, index, change));
}

/**
 * Gives the window in which all of the kit's records start.
 *
 * @param subject - The channel's world.
 * @returns Its first instant and the first after it.
 */
export function windowOf({ world }: Subject): { readonly from: number; readonly to: number } {
  return { from: world.from - 400 * DAY, to: world.from + 31 * DAY };
}

/**
 * Reads what a channel declares, without a server.
 *
 * @param options - The channel and its world.
 * @returns The subject.
 */
export function readSubject({ createChannel, world }: ConformanceOptions): Subject {
  const clock = createKitClock(world.from + LATER);
  const { id, capabilities } = createChannel({ baseUrl: "http://127.0.0.1:9", clock });
  return { id, capabilities, world, tag: "kit" };
}

/**
 * Starts a server with a channel in front of it, runs a case and ends the server, whatever happens.
 *
 * @param options - The channel, its world and the tag of the rule.
 * @param run - The case.
 */
export async function withBench(
  {
    createChannel,
    world,
    tag,
  }: Pick<ConformanceOptions, "createChannel" | "world"> & { readonly tag: string },
  run: (bench: Bench) => Promise<void>,
): Promise<void> {
  const clock = createKitClock(world.from + LATER);
  const server = await world.open(clock);
  try {
    const proxy = server.troubles ? undefined : await startTroubleProxy(server.baseUrl);
    const baseUrl = proxy?.baseUrl ?? server.baseUrl;
    const troubles = server.troubles ?? proxy;
    if (troubles === undefined)
      throw new TypeError("there is a proxy where a server has no troubles");
    const channel = createChannel({ baseUrl, clock });
    const calm = createChannel({ baseUrl: server.baseUrl, clock });
    const { id, capabilities } = channel;
    try {
      await run({ id, capabilities, world, tag, channel, calm, server, troubles, clock });
    } finally {
      await proxy?.close();
    }
  } finally {
    await server.close();
  }
}
