import { Quantity } from "@usage-billing/core";
import { createRebillyChannel } from "@usage-billing/rebilly";
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

  it("D35: compares pair by pair, so that equal sums hide nothing", () => {
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
