import type { Fault } from "@usage-billing/twins";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openShop, type Shop } from "../defects/shop.ts";
import { compareHoldings } from "../oracle/compare-holdings.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const NONE = { lost: [], doubled: [], altered: [], invented: [] };
const MINUTE = 60_000;

/** Requests that come to the channel long after whoever sent them is gone. */
const LATE: Fault = { kind: "store-late", method: "POST", milliseconds: 25_000 };

describe.each(["connect", "rebilly", "twocheckout"] as const)(
  "a request that %s gets late",
  (name) => {
    it("has one effect when the process that sent it was killed and another goes on at once", async () => {
      const records = shop.records(name, 3);
      await shop.reporter.takeIn(records);
      await shop.reporter.plan(name);
      for await (const { delivery } of shop.ledger.openDeliveries(name)) {
        shop.twins[name].arm(LATE);
        await shop.channels
          .get(name)
          ?.send(delivery)
          .catch(() => {});
      }
      await shop.restart();
      await shop.reporter.report();
      await shop.world.clock.advance(MINUTE);
      expect(compareHoldings(records, await shop.holdings(name))).toEqual(NONE);
    });

    it("has one effect when a gateway gave it up", async () => {
      const records = shop.records(name, 3);
      await shop.reporter.takeIn(records);
      shop.twins[name].arm({ ...LATE, status: 504 });
      await shop.reporter.report();
      await shop.world.clock.advance(MINUTE);
      expect(compareHoldings(records, await shop.holdings(name))).toEqual(NONE);
    });
  },
);
