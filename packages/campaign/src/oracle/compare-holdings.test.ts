import { Quantity } from "@usage-billing/core";
import type { TwinUsage } from "@usage-billing/twins";
import { describe, expect, it } from "vitest";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { makeRecords } from "../input/make-records.ts";
import { compareHoldings } from "./compare-holdings.ts";

const plan = { seed: 1, round: 0, counts: { connect: 30, rebilly: 30, twocheckout: 30 } };

/** What a twin shows when everything went well. */
function holdingsOf(channel: ChannelName): TwinUsage[] {
  return makeRecords(plan, channel).map((record, index) => ({
    channel,
    subscription: record.subscription,
    meter: record.meter ?? null,
    quantity: record.quantity.toString(),
    start: new Date(record.period.start).toISOString(),
    end: new Date(channel === "rebilly" ? record.period.start : record.period.end).toISOString(),
    recordId: channel === "rebilly" ? null : record.recordId,
    description: record.description ?? null,
    status: channel === "connect" ? "accepted" : "open",
    reference: `held-${index}`,
  }));
}

function judge(channel: ChannelName, change: (holdings: TwinUsage[]) => TwinUsage[]) {
  return compareHoldings(makeRecords(plan, channel), change(holdingsOf(channel)));
}

function counts(comparison: ReturnType<typeof compareHoldings>) {
  const { lost, doubled, altered, invented } = comparison;
  return [lost.length, doubled.length, altered.length, invented.length];
}

const changeOne = (change: Partial<TwinUsage>) => (holdings: TwinUsage[]) =>
  holdings.map((usage, index) => (index === 7 ? { ...usage, ...change } : usage));

describe.each(CHANNELS)("the oracle at %s", (channel) => {
  it("finds nothing when each record has its one effect", () => {
    expect(counts(judge(channel, (holdings) => holdings))).toEqual([0, 0, 0, 0]);
  });

  it("finds a planted loss", () => {
    const comparison = judge(channel, (holdings) => holdings.toSpliced(7, 1));
    expect(counts(comparison)).toEqual([1, 0, 0, 0]);
    expect(comparison.lost[0]?.recordId).toBe(makeRecords(plan, channel)[7]?.recordId);
  });

  it("finds a planted double", () => {
    const comparison = judge(channel, (holdings) => [
      ...holdings,
      ...holdings.slice(7, 8).map((usage) => ({ ...usage, reference: "again" })),
    ]);
    expect(counts(comparison)).toEqual([0, 1, 0, 0]);
    expect(comparison.doubled[0]?.words).toContain("held-7,again");
  });

  it.each<Partial<TwinUsage>>([
    { quantity: "0.0001" },
    { end: "2026-01-01T00:00:00.000Z" },
    { meter: "OTHER" },
    { description: "something else" },
  ])("finds the planted alteration %o", (change) => {
    expect(counts(judge(channel, changeOne(change)))).toEqual([0, 0, 1, 0]);
  });

  it("finds usage that nobody reported", () => {
    const other = { recordId: "other", subscription: "other", reference: "planted" };
    const plant = (usage: TwinUsage): TwinUsage =>
      usage.recordId === null ? { ...usage, ...other, recordId: null } : { ...usage, ...other };
    const comparison = judge(channel, (holdings) => [
      ...holdings,
      ...holdings.slice(0, 1).map(plant),
    ]);
    expect(counts(comparison)).toEqual([0, 0, 0, 1]);
  });
});

describe("the oracle", () => {
  it("takes a file that was never submitted for a loss", () => {
    expect(counts(judge("connect", changeOne({ status: "ready" })))).toEqual([1, 0, 0, 0]);
  });

  it("does not take another way of writing a quantity for an alteration", () => {
    const [record] = makeRecords(plan, "rebilly");
    const records = record === undefined ? [] : [{ ...record, quantity: Quantity.parse("12.5") }];
    const holdings = holdingsOf("rebilly").slice(0, 1);
    const held = holdings.map((usage) => ({ ...usage, quantity: "12.500" }));
    expect(counts(compareHoldings(records, held))).toEqual([0, 0, 0, 0]);
  });
});
