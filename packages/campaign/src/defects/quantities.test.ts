import { createPeriod, Quantity } from "@usage-billing/core";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { reconcile } from "@usage-billing/reporter";
import { sampleCatalogue, startTwin, type TwinUsage } from "@usage-billing/twins";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareHoldings } from "../oracle/compare-holdings.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

describe("what others bill wrongly", () => {
  it("D28: records and shows what Rebilly trimmed", async () => {
    const limited = { id: "sub_limited", hardLimit: "10" };
    const rebilly = { ...sampleCatalogue.rebilly, subscriptions: [limited] };
    const twin = await startTwin("rebilly", { catalogue: { ...sampleCatalogue, rebilly } });
    const { organizationId, apiKeys } = rebilly;
    const channel = createRebillyChannel({
      ...{ organizationId, apiKey: apiKeys[0] ?? "", baseUrl: twin.baseUrl },
    });
    shop.channels.set("rebilly", channel);
    const [model] = shop.records("rebilly", 1);
    if (model === undefined) expect.fail("no record");
    const quantity = Quantity.parse("12.5");
    const record = { ...model, subscription: "sub_limited", quantity, acceptPartial: true };
    await shop.reporter.takeIn([record]);
    const { channels } = await shop.reporter.report();
    expect(await shop.states("rebilly")).toEqual(["partial"]);
    const notable = channels.flatMap((summary) => summary.notable);
    expect(notable.map(({ outcome }) => outcome.status)).toEqual(["partial"]);
    const [sum] = await shop.ledger.sums({ channel: "rebilly" });
    expect([sum?.quantity.toString(), sum?.stored.toString()]).toEqual(["12.5", "10"]);
    await twin.close();
  });

  it("D29: never deletes at 2Checkout without criteria", async () => {
    const records = shop.records("twocheckout", 4);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    await shop.reporter.retract(records[1]?.recordId ?? "");
    const deletions = shop.requests.filter(({ method }) => method === "DELETE");
    expect(deletions.length).toBeGreaterThan(0);
    for (const { url } of deletions) expect(new URL(url).searchParams.size).toBeGreaterThan(0);
    const left = records.filter((_, index) => index !== 1);
    const { lost, doubled, invented } = compareHoldings(left, await shop.holdings("twocheckout"));
    expect([lost, doubled, invented]).toEqual([[], [], []]);
  });

  it("D32: never adds records up; two that could not be told apart are refused", async () => {
    const [model] = shop.records("rebilly", 1);
    if (model === undefined) expect.fail("no record");
    const twin = { ...model, recordId: "same-time-same-quantity" };
    await shop.reporter.takeIn([model, twin]);
    await shop.reporter.report();
    expect((await shop.states("rebilly")).toSorted()).toEqual(["accepted", "refused"]);
    const held = await shop.holdings("rebilly");
    expect(held.map(({ quantity }) => Quantity.parse(quantity).toString())).toEqual([
      model.quantity.toString(),
    ]);
  });

  it("D35: compares the ledger with a channel pair by pair, so that equal sums hide nothing", async () => {
    const records = shop.records("twocheckout", 2);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    const channel = shop.channels.get("twocheckout");
    if (channel === undefined) expect.fail("no channel");
    const change = async (at: number, amount: string): Promise<void> => {
      const record = records[at];
      const sent = await shop.ledger.sentRecord(record?.recordId ?? "");
      if (record === undefined || sent === undefined) expect.fail("nothing was sent");
      const quantity = record.quantity.plus(Quantity.parse(amount));
      await channel.correct(sent, { ...record, quantity });
    };
    await change(0, "1");
    await change(1, "-1");
    const year = createPeriod(Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
    const found = await reconcile({
      channel,
      ledger: shop.ledger,
      period: year,
      clock: shop.clock,
    });
    const kinds = (await Array.fromAsync(found.differences())).map(({ kind }) => kind);
    expect(kinds).toEqual(["quantity-differs", "quantity-differs"]);
    const differences = found.totals.map(({ difference }) => difference);
    expect(differences.reduce((sum, one) => sum.plus(one)).toString()).toBe("0");
    found.close();
  });

  it("D35: compares input and holdings pair by pair in the campaigns too", () => {
    const records = shop.records("twocheckout", 2);
    const [first, second] = records;
    if (first === undefined || second === undefined) expect.fail("no records");
    const swapped = [first, second].map(
      (record, index): TwinUsage => ({
        ...{ channel: "twocheckout", subscription: record.subscription, status: "open" },
        meter: record.meter ?? null,
        quantity: (index === 0 ? second : first).quantity.toString(),
        start: new Date(record.period.start).toISOString(),
        end: new Date(record.period.end).toISOString(),
        recordId: record.recordId,
        description: record.description ?? null,
        reference: String(index),
      }),
    );
    expect(compareHoldings(records, swapped).altered).toHaveLength(2);
  });
});
