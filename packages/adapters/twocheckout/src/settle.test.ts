import { type HeldUsage, Quantity } from "@usage-billing/core";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { answerWith } from "./__fixtures__/answer-with.ts";
import { onlyDelivery, sendOne } from "./__fixtures__/only-delivery.ts";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import {
  startTwoCheckout,
  type TwoCheckoutHarness,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";
import { matchRecord } from "./settle.ts";

const record = usageRecord();

function held(change: Partial<HeldUsage> = {}): HeldUsage {
  const { channel, subscription, quantity, period } = record;
  const own = { meter: "API_CALLS", recordId: "record-1", reference: "7", status: "open" };
  return { channel, subscription, quantity, period, ...own, ...change };
}

function byHand(change: Partial<HeldUsage> = {}): HeldUsage {
  const { recordId: _, ...rest } = held(change);
  return rest;
}

describe("matchRecord", () => {
  it.each([
    ["its own record id", [held()], "accepted"],
    ["its own record id among others", [byHand(), held({ recordId: "b" }), held()], "accepted"],
    ["its own record id twice", [held(), held({ reference: "8" })], "unknown"],
    ["its own record id with other units", [held({ quantity: Quantity.parse("1") })], "unknown"],
    ["its own record id under another meter", [held({ meter: "SEATS" })], "unknown"],
    ["the same usage of another record", [held({ recordId: "record-2" })], "absent"],
    ["the same usage without a record id", [byHand()], "unknown"],
    ["other units without a record id", [byHand({ quantity: Quantity.parse("1") })], "absent"],
    ["nothing", [], "absent"],
  ])("judges %s", (_case, usages, status) => {
    expect(matchRecord(record, usages).status).toBe(status);
  });

  it("shows what could be the record, and says why it is not certain", () => {
    expect(matchRecord(record, [byHand()])).toMatchObject({
      reason: "2Checkout holds usage without a record id that could be this record",
      candidates: [{ reference: "7" }],
    });
    expect(matchRecord(record, [held(), held({ reference: "8" }), byHand()])).toMatchObject({
      reason: "2Checkout holds the record more than once",
      candidates: [{ reference: "7" }, { reference: "8" }],
    });
  });
});

describe("settle", () => {
  let harness: TwoCheckoutHarness;
  afterEach(() => harness.close());

  it("finds a record although its neighbour lies outside the subscription's term", async () => {
    harness = await startTwoCheckout();
    const { channel } = harness;
    await sendOne(channel, record);
    const period = { start: Date.UTC(2028, 1), end: Date.UTC(2028, 2) };
    const outside = usageRecord({ recordId: "outside", period });
    const settlements = await channel.settle(onlyDelivery(channel, [record, outside]));
    expect(settlements.map(({ status }) => status)).toEqual(["accepted", "absent"]);
  });

  it("asks once for all records of a delivery", async () => {
    const transport = createRecordingTransport();
    harness = await startTwoCheckout({ options: { transport } });
    const { channel } = harness;
    const { start, end } = record.period;
    const later = usageRecord({ recordId: "later", period: { start: end, end: 2 * end - start } });
    const settlements = await channel.settle(onlyDelivery(channel, [record, later]));
    expect(settlements.map(({ status }) => status)).toEqual(["absent", "absent"]);
    expect(transport.requests.map(({ query }) => query)).toEqual([
      {
        IntervalStart: "2026-10-01 23:59:59",
        IntervalEnd: "2026-10-02 23:59:59",
        Page: "1",
        Limit: "99",
      },
    ]);
  });

  it("finds nothing at a subscription that is not there", async () => {
    harness = await startTwoCheckout();
    const { channel } = harness;
    const unknown = usageRecord({ subscription: "NOSUCH" });
    const [settlement] = await channel.settle(onlyDelivery(channel, [unknown]));
    expect(settlement?.status).toBe("absent");
  });

  it("reads more than a page", async () => {
    harness = await startTwoCheckout();
    const { channel, twin } = harness;
    const records = Array.from({ length: 230 }, (_, index) =>
      usageRecord({ recordId: `r-${index}`, quantity: Quantity.parse(String(index)) }),
    );
    for (const delivery of channel.plan(records)) {
      twin.arm({ kind: "lose-answer", method: "POST" });
      await expect(channel.send(delivery)).rejects.toMatchObject({ outcomeUnknown: true });
    }
    for (const delivery of channel.plan(records)) {
      const settlements = await channel.settle(delivery);
      expect(new Set(settlements.map(({ status }) => status))).toEqual(new Set(["accepted"]));
    }
    expect(twin.usage()).toHaveLength(230);
  });

  it("settles a correction beside what it corrects", async () => {
    harness = await startTwoCheckout();
    const { channel } = harness;
    const sent = await sendOne(channel, record);
    const replacement = { ...record, recordId: "record-1b", quantity: Quantity.parse("3") };
    const both = { ...sent.delivery, records: [record, replacement] };
    const statuses = async () => (await channel.settle(both)).map(({ status }) => status);
    expect(await statuses()).toEqual(["accepted", "absent"]);
    await channel.correct(sent, replacement);
    expect(await statuses()).toEqual(["absent", "accepted"]);
  });
});

describe("follow", () => {
  it("gives the renewal order that billed a record", async () => {
    const { channel, twin, close } = await startTwoCheckout();
    const { delivery } = await sendOne(channel, record);
    twin.bill();
    const [outcome] = await channel.follow(delivery);
    expect(outcome).toMatchObject({ status: "accepted", channelState: "billed" });
    expect(outcome).toHaveProperty("billingReference", expect.stringMatching(/^\d+$/));
    await close();
  });
});

describe("an address where another server answers", () => {
  it("refuses no record, and takes none for absent", async () => {
    const answering = await answerWith(() => ({ status: 404, body: "<html>Not found</html>" }));
    onTestFinished(() => answering.close());
    const { channel } = answering;
    const [delivery] = channel.plan([record]);
    if (delivery === undefined) throw new Error("one record makes one delivery");
    await expect(channel.send(delivery)).rejects.toThrow("an HTML page");
    await expect(channel.settle(delivery)).rejects.toThrow("an HTML page");
  });
});
