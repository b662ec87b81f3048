import { createPeriod, type UsageRecord } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { compareHoldings } from "../oracle/compare-holdings.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const NONE = { lost: [], doubled: [], altered: [], invented: [] };
const DAY = 86_400_000;

/** One record a day, from a first day on. */
function daily(channel: ChannelName, from: number, days: number): readonly UsageRecord[] {
  const [model] = shop.records(channel, 1);
  if (model === undefined) throw new Error("no model");
  return Array.from({ length: days }, (_, day) => ({
    ...model,
    recordId: `${model.recordId.slice(0, 20)}-${from + day * DAY}`,
    period: createPeriod(from + day * DAY, from + (day + 1) * DAY),
  }));
}

async function expectHeld(channel: ChannelName, records: readonly UsageRecord[]): Promise<void> {
  expect(compareHoldings(records, await shop.holdings(channel))).toEqual(NONE);
}

describe("what others get wrong about time", () => {
  it.each(CHANNELS)(
    "D11: covers every day once at %s after a month without a run",
    async (name) => {
      const records = daily(name, Date.UTC(2026, 6, 1), 31);
      await shop.reporter.takeIn(records.slice(0, 3));
      await shop.reporter.report();
      // The next export goes back over everything, as exports do after a gap.
      await shop.reporter.takeIn(records);
      await shop.reporter.report();
      await shop.reporter.takeIn(records);
      await shop.reporter.report();
      await expectHeld(name, records);
    },
  );

  it("D12: leaves no hole when a channel is down over the end of a month", async () => {
    const records = daily("rebilly", Date.UTC(2026, 6, 28), 8);
    for (const record of records) {
      const isDown = record.period.start < Date.UTC(2026, 7, 3);
      if (isDown) shop.twins.rebilly.arm({ kind: "server-error", status: 503, times: 40 });
      await shop.reporter.takeIn([record]);
      await shop.reporter.report();
      await shop.world.clock.advance(DAY);
    }
    for (let run = 0; run < 12; run += 1) await shop.reporter.report();
    await expectHeld("rebilly", records);
  });

  it.each(
    CHANNELS.flatMap((name) =>
      [
        { day: "1 January", from: Date.UTC(2026, 11, 31) },
        { day: "the end of February", from: Date.UTC(2027, 1, 27) },
        { day: "the day on which clocks go forward", from: Date.UTC(2026, 2, 28) },
        { day: "the day on which clocks go back", from: Date.UTC(2026, 9, 24) },
      ].map(({ day, from }) => ({ name, day, from })),
    ),
  )("D13: keeps the period at $name over $day", async ({ name, from }) => {
    const records = daily(name, from, 3);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    await expectHeld(name, records);
  });

  it.each(CHANNELS)(
    "D14: reports as much as was counted at %s, the first of each group too",
    async (name) => {
      const records = shop.records(name, 150);
      await shop.reporter.takeIn(records);
      await shop.reporter.report();
      await expectHeld(name, records);
    },
  );
});
