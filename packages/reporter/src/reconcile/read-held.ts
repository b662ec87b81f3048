import { type Channel, type HeldUsage, type Period, UsageBillingError } from "@usage-billing/core";
import { endsChannel, toError } from "../classify-error.ts";
import type { UnreadPart } from "./reconcile-types.ts";

/** Takes pieces in, and lets those of a part go whose reading failed half-way. */
export interface HeldSink {
  add(usage: HeldUsage): void;
  /** Begins a part. */
  begin(): void;
  /** Takes out what came since the part began. */
  forget(): void;
}

/** What is read. */
export interface HeldQuery {
  readonly channel: Channel;
  readonly period: Period;
  readonly signal: AbortSignal | undefined;
}

/** How many subscriptions are asked for at once; they are asked for one by one only where that fails. */
const TOGETHER = 25;

/** What a channel says that cannot list a window whole, but may list it by subscription. */
const NOT_WHOLE: readonly string[] = [
  "MISSING_CONFIGURATION",
  "UNEXPECTED_RESPONSE",
  "UNSUPPORTED_OPERATION",
];

async function readPart(
  { channel, period, signal }: HeldQuery,
  sink: HeldSink,
  subscriptions?: readonly string[],
): Promise<void> {
  sink.begin();
  const query = { from: period.start, to: period.end };
  const part = subscriptions === undefined ? query : { ...query, subscriptions };
  for await (const usage of channel.list(part, signal === undefined ? {} : { signal })) {
    sink.add(usage);
  }
}

/** An error that every other part would meet as well. */
function endsReading(error: unknown, signal: AbortSignal | undefined): boolean {
  if (signal?.aborted === true) return true;
  return !UsageBillingError.isInstance(error) || endsChannel(error);
}

/**
 * Reads what a channel holds of some subscriptions. One that cannot be read leaves the others as they are.
 *
 * @param query - Channel and period.
 * @param subscriptions - The subscriptions.
 * @param sink - Takes the pieces.
 * @returns What could not be read.
 */
export async function readSubscriptions(
  query: HeldQuery,
  subscriptions: readonly string[],
  sink: HeldSink,
): Promise<readonly UnreadPart[]> {
  const unread: UnreadPart[] = [];
  for (let from = 0; from < subscriptions.length; from += TOGETHER) {
    const part = subscriptions.slice(from, from + TOGETHER);
    unread.push(...(await readTogether(query, part, sink)));
  }
  return unread;
}

async function readTogether(
  query: HeldQuery,
  subscriptions: readonly string[],
  sink: HeldSink,
): Promise<readonly UnreadPart[]> {
  try {
    await readPart(query, sink, subscriptions);
    return [];
  } catch (error) {
    sink.forget();
    if (endsReading(error, query.signal)) throw error;
    const [subscription = "", ...others] = subscriptions;
    if (others.length === 0) return [{ subscription, error: toError(error) }];
  }
  const unread: UnreadPart[] = [];
  for (const subscription of subscriptions) {
    unread.push(...(await readTogether(query, [subscription], sink)));
  }
  return unread;
}

/** What was read of a channel, and how. */
export interface HeldReading {
  readonly listed: "all" | "known-subscriptions";
  readonly unread: readonly UnreadPart[];
}

/**
 * Reads all that a channel holds in a period; where the channel cannot list it whole, what it holds of the
 * subscriptions that are known.
 *
 * @param query - Channel and period.
 * @param knownSubscriptions - Gives the subscriptions, when they are needed.
 * @param sink - Takes the pieces.
 * @returns How it was read, and what could not be.
 * @throws What the channel throws when nothing of it can be read.
 */
export async function readHeld(
  query: HeldQuery,
  knownSubscriptions: () => Promise<readonly string[]>,
  sink: HeldSink,
): Promise<HeldReading> {
  try {
    await readPart(query, sink);
    return { listed: "all", unread: [] };
  } catch (error) {
    sink.forget();
    if (!UsageBillingError.isInstance(error) || !NOT_WHOLE.includes(error.code)) throw error;
  }
  const subscriptions = await knownSubscriptions();
  return {
    listed: "known-subscriptions",
    unread: await readSubscriptions(query, subscriptions, sink),
  };
}
