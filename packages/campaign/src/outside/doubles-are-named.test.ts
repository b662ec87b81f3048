import type { Fault } from "@usage-billing/twins";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openShop, type Shop } from "../defects/shop.ts";
import { compareHoldings } from "../oracle/compare-holdings.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const HOUR = 3_600_000;

/** What no client can prevent at an API that takes no key by which it could know a request again. */
const OUTSIDE: readonly (readonly [name: string, fault: Fault])[] = [
  ["the network repeats a request", { kind: "duplicate-delivery" }],
  ["the network repeats a request later", { kind: "duplicate-delivery", milliseconds: HOUR / 6 }],
  ["a request arrives long after it was given up", { kind: "store-late", milliseconds: HOUR / 6 }],
];

describe.each(["rebilly", "twocheckout"] as const)(
  "a double that nobody could prevent at %s",
  (channel) => {
    it.each(OUTSIDE)("is named, record by record, when %s", async (_name, fault) => {
      const records = shop.records(channel, channel === "rebilly" ? 12 : 60);
      shop.twins[channel].arm({ ...fault, method: "POST", times: 2 });
      await shop.reporter.takeIn(records);
      await shop.reporter.report();
      await shop.world.clock.advance(2 * HOUR);
      const { doubled, lost, altered } = compareHoldings(records, await shop.holdings(channel));
      expect(doubled.length).toBeGreaterThan(0);
      expect([lost, altered]).toEqual([[], []]);

      const { channels } = await shop.reporter.follow({ channels: [channel] });
      const alarms = channels.flatMap((followed) => followed.alarms);
      expect(alarms.map(({ kind }) => kind)).toEqual(alarms.map(() => "duplicate"));
      const named = alarms.map(({ record }) => record.recordId).toSorted();
      expect(named).toEqual(doubled.map(({ recordId }) => recordId).toSorted());
      for (const { recordId } of doubled) {
        const held = await shop.ledger.record(recordId);
        expect(held?.state).toBe("disputed");
        const candidates = held?.outcome?.status === "unknown" ? held.outcome.candidates : [];
        expect(candidates?.length).toBeGreaterThan(1);
      }
    });

    it.each(["before", "after"])("is named when another wrote the same %s us", async (when) => {
      const records = shop.records(channel, 3);
      const [delivery] = shop.channels.get(channel)?.plan(records) ?? [];
      if (delivery === undefined) expect.fail("nothing planned");
      await shop.reporter.takeIn(records);
      if (when === "before") await shop.channels.get(channel)?.send(delivery);
      await shop.reporter.report();
      if (when === "after") await shop.channels.get(channel)?.send(delivery);
      const { channels } = await shop.reporter.follow({ channels: [channel] });
      const alarms = channels.flatMap((followed) => followed.alarms);
      const ids = delivery.records.map(({ recordId }) => recordId);
      expect(alarms.map(({ record }) => record.recordId).toSorted()).toEqual(ids.toSorted());
    });
  },
);

describe("a request that the network repeats", () => {
  it("has one effect at Connect, where files and record ids are told apart", async () => {
    const records = shop.records("connect", 12);
    shop.twins.connect.arm({ kind: "duplicate-delivery", method: "POST", times: 30 });
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    await shop.world.clock.advance(HOUR);
    const { doubled, lost, altered, invented } = compareHoldings(
      records,
      await shop.holdings("connect"),
    );
    expect([doubled, lost, altered, invented]).toEqual([[], [], [], []]);
  });

  it("deletes and changes nothing else", async () => {
    const [first, ...others] = shop.records("rebilly", 4);
    if (first === undefined) expect.fail("no record");
    await shop.reporter.takeIn([first, ...others]);
    await shop.reporter.report();
    shop.twins.rebilly.arm({ kind: "duplicate-delivery", method: "DELETE" });
    await shop.reporter.retract(first.recordId);
    const { doubled, lost, altered, invented } = compareHoldings(
      others,
      await shop.holdings("rebilly"),
    );
    expect([doubled, lost, altered, invented]).toEqual([[], [], [], []]);
  });
});
