import { type HeldUsage, type Period, Quantity, type UsageRecord } from "@usage-billing/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { startTwoCheckout, usageRecord } from "./__fixtures__/start-two-checkout.ts";

const HOUR = 3_600_000;
/** Midnight of 25 October 2026 in Bucharest, whose clocks show the hour from three to four twice that day. */
const MIDNIGHT = Date.UTC(2026, 9, 24, 21);

async function open() {
  const harness = await startTwoCheckout();
  onTestFinished(() => harness.close());
  return harness;
}

function hours(first: number, count: number): UsageRecord {
  const start = MIDNIGHT + first * HOUR;
  return usageRecord({
    recordId: `from-${first}`,
    quantity: Quantity.parse(String(first + 1)),
    period: { start, end: start + count * HOUR },
  });
}

/** Sends records and lists what is held of that day. */
async function sendAndList(records: readonly UsageRecord[]): Promise<readonly Period[]> {
  const { channel } = await open();
  for (const delivery of channel.plan(records)) {
    const outcomes = await channel.send(delivery);
    expect(outcomes.every(({ status }) => status === "accepted")).toBe(true);
    expect(await channel.settle(delivery)).toEqual(outcomes);
  }
  const window = { from: MIDNIGHT, to: MIDNIGHT + 25 * HOUR };
  const held = channel.list({ ...window, subscriptions: ["TWIN000001"] });
  return (await Array.fromAsync<HeldUsage>(held))
    .map(({ period }) => period)
    .sort((left, right) => left.start - right.start);
}

describe("the day of 25 hours", () => {
  it("is held exactly as one record", async () => {
    const day = hours(0, 25);
    expect(await sendAndList([day])).toEqual([day.period]);
  });

  it("is held exactly hour by hour, with the repeated hour in one record", async () => {
    const single = [...Array(25).keys()].filter((hour) => hour !== 3 && hour !== 4);
    const records = [...single.map((hour) => hours(hour, 1)), hours(3, 2)];
    const periods = records.map(({ period }) => period);
    expect(await sendAndList(records)).toEqual(
      periods.toSorted((left, right) => left.start - right.start),
    );
  });

  it("has two hours that cannot be told apart, and they are refused", async () => {
    const { channel } = await open();
    const refused = [...Array(25).keys()].filter(
      (hour) => channel.check(hours(hour, 1)).length > 0,
    );
    expect(refused).toEqual([3, 4]);
    for (const hour of refused) {
      expect(channel.check(hours(hour, 1))).toMatchObject([
        { rule: "ambiguous-local-time", field: "period" },
      ]);
    }
  });
});
