import { type HeldUsage, Quantity } from "@usage-billing/core";
import { expect, it, onTestFinished } from "vitest";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import { OCTOBER, startTwoCheckout, usageRecord } from "./__fixtures__/start-two-checkout.ts";

const MINUTE = 60_000;

it("sends arrays of at most 100 and reads pages of at most 99, with nothing lost between", async () => {
  const transport = createRecordingTransport();
  const { channel, twin, close } = await startTwoCheckout({ options: { transport } });
  onTestFinished(close);
  const records = Array.from({ length: 250 }, (_, at) => {
    const start = OCTOBER + at * MINUTE;
    return usageRecord({
      recordId: `record-${at}`,
      quantity: Quantity.parse(String(at)),
      period: { start, end: start + MINUTE },
    });
  });
  const deliveries = channel.plan(records.toReversed());
  expect(deliveries.map((delivery) => delivery.records.length)).toEqual([100, 100, 50]);
  for (const delivery of deliveries) await channel.send(delivery);
  expect(twin.usage()).toHaveLength(250);

  const query = { from: OCTOBER, to: OCTOBER + 250 * MINUTE, subscriptions: ["TWIN000001"] };
  const held = await Array.fromAsync<HeldUsage>(channel.list(query));
  expect(held.map(({ recordId }) => recordId)).toEqual(records.map(({ recordId }) => recordId));
  const pages = transport.requests.filter(({ method }) => method === "GET");
  expect(pages.map(({ query: { Page, Limit } }) => [Page, Limit])).toEqual([
    ["1", "99"],
    ["2", "99"],
    ["3", "99"],
  ]);
});
