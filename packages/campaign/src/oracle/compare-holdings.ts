import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { TwinUsage } from "@usage-billing/twins";

/** What is wrong with one record, in words that lead to it. */
export interface Finding {
  readonly recordId: string;
  readonly channel: string;
  readonly words: string;
}

/** How what is held differs from what was to be reported. */
export interface Comparison {
  /** Records of the input that the channel does not hold, or that nobody there can see yet. */
  readonly lost: readonly Finding[];
  /** Records that the channel holds more than once. */
  readonly doubled: readonly Finding[];
  /** Records that the channel holds otherwise than they were reported. */
  readonly altered: readonly Finding[];
  /** Usage that is no record of the input. */
  readonly invented: readonly Finding[];
}

/** States of a Connect file whose usage the distributor has been handed. */
const HANDED_IN: ReadonlySet<string> = new Set(["pending", "accepted", "closed"]);

/** What makes a record what it is at its channel: its id, or where there is none the subscription and time. */
function identityOf(usage: {
  readonly recordId: string | null;
  readonly subscription: string;
  readonly start: string;
}): string {
  return usage.recordId ?? `${usage.subscription} ${usage.start}`;
}

function toIdentity(record: UsageRecord): string {
  const start = new Date(record.period.start).toISOString();
  const recordId = record.channel === "rebilly" ? null : record.recordId;
  return identityOf({ recordId, subscription: record.subscription, start });
}

/** The facts that must be held as they were reported. */
function factsOf(record: UsageRecord): Readonly<Record<string, string>> {
  const isInstant = record.channel === "rebilly";
  const { start, end } = record.period;
  return {
    subscription: record.subscription,
    meter: record.meter ?? "none",
    start: new Date(start).toISOString(),
    end: new Date(isInstant ? start : end).toISOString(),
    quantity: record.quantity.toString(),
    description: record.description ?? "none",
  };
}

/** 2Checkout's notes carry the record id at their end, as the twin's documentation says. */
function noteOf({ description }: TwinUsage): string {
  const note = description?.replace(/ ?\[ub:[^\]\s]+\]$/, "") ?? "";
  return note === "" ? "none" : note;
}

function heldFactsOf(usage: TwinUsage): Readonly<Record<string, string>> {
  return {
    subscription: usage.subscription,
    meter: usage.meter ?? "none",
    start: usage.start,
    end: usage.end,
    quantity: Quantity.parse(usage.quantity).toString(),
    description: noteOf(usage),
  };
}

function differences(record: UsageRecord, usage: TwinUsage): readonly string[] {
  const held = heldFactsOf(usage);
  return Object.entries(factsOf(record))
    .filter(([name, value]) => held[name] !== value)
    .map(([name, value]) => `${name} is "${held[name]}", not "${value}"`);
}

/**
 * Compares what a twin holds with the input. Knows neither the reporter nor its ledger.
 *
 * @param records - Everything that was to be reported to one channel.
 * @param holdings - Everything that the channel's twin holds.
 * @returns What is wrong; four empty lists when each record has exactly its one effect.
 */
export function compareHoldings(
  records: readonly UsageRecord[],
  holdings: readonly TwinUsage[],
): Comparison {
  const byIdentity = Map.groupBy(holdings, identityOf);
  const lost: Finding[] = [];
  const doubled: Finding[] = [];
  const altered: Finding[] = [];
  for (const record of records) {
    const { recordId, channel } = record;
    const identity = toIdentity(record);
    const held = byIdentity.get(identity) ?? [];
    byIdentity.delete(identity);
    const find = (list: Finding[], words: string) => list.push({ recordId, channel, words });
    const [first] = held;
    if (first === undefined) find(lost, "the channel does not hold it");
    else if (channel === "connect" && !HANDED_IN.has(first.status)) {
      find(lost, `its file is ${first.status} and was never submitted`);
    }
    if (held.length > 1) {
      find(doubled, `held ${held.length} times: ${held.map(({ reference }) => reference)}`);
    }
    for (const usage of held) {
      const words = differences(record, usage);
      if (words.length > 0) find(altered, `${usage.reference}: ${words.join("; ")}`);
    }
  }
  const invented = [...byIdentity.values()].flat().map((usage) => ({
    recordId: usage.recordId ?? "unknown",
    channel: usage.channel,
    words: `${usage.reference} of ${usage.subscription} at ${usage.start} is no record of the input`,
  }));
  return { lost, doubled, altered, invented };
}
