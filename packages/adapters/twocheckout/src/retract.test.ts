import { UnsupportedOperationError } from "@usage-billing/core";
import { afterEach, describe, expect, it } from "vitest";
import { answerWith } from "./__fixtures__/answer-with.ts";
import { onlyDelivery, sendOne } from "./__fixtures__/only-delivery.ts";
import {
  startTwoCheckout,
  type TwoCheckoutHarness,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";

let harness: TwoCheckoutHarness;
afterEach(() => harness.close());

async function sendTwo(options = {}) {
  harness = await startTwoCheckout({ options });
  await sendOne(harness.channel, usageRecord({ recordId: "other" }));
  return sendOne(harness.channel, usageRecord());
}

describe("retract", () => {
  it.each(["query", "body", "both"] as const)(
    "takes back one usage by criteria in %s, and no other",
    async (deleteCriteria) => {
      const sent = await sendTwo({ deleteCriteria });
      await harness.channel.retract(sent);
      expect(harness.twin.usage()).toHaveLength(1);
      const [settlement] = await harness.channel.settle(sent.delivery);
      expect(settlement?.status).toBe("absent");
    },
  );

  it("takes what is gone already for taken back", async () => {
    const sent = await sendTwo();
    await harness.channel.retract(sent);
    await harness.channel.retract(sent);
    expect(harness.twin.usage()).toHaveLength(1);
  });

  it("cannot take back what is billed", async () => {
    const sent = await sendTwo();
    harness.twin.bill();
    const retracting = harness.channel.retract(sent);
    await expect(retracting).rejects.toBeInstanceOf(UnsupportedOperationError);
    await expect(retracting).rejects.toMatchObject({ cause: { status: 400 } });
    expect(harness.twin.usage()).toHaveLength(2);
  });

  it.each(["", "0", "abc", "1 OR 1"])("sends nothing for the reference %o", async (reference) => {
    const sent = await sendTwo();
    await expect(harness.channel.retract({ ...sent, reference })).rejects.toThrow(TypeError);
    expect(harness.twin.usage()).toHaveLength(2);
  });

  it("tells when a deletion was answered but did not take place", async () => {
    harness = await startTwoCheckout();
    const record = usageRecord();
    const [UsageStart, UsageEnd] = ["2026-10-01 00:00:00", "2026-10-01 23:59:59"];
    const Items = [
      { UsageReference: 7, OptionCode: "API_CALLS", UsageStart, UsageEnd, Units: 1500 },
    ];
    const server = await answerWith(({ method }) => ({ body: method === "GET" ? { Items } : "" }));
    const delivery = onlyDelivery(server.channel, [record]);
    const retracting = server.channel.retract({ record, delivery, reference: "7" });
    await expect(retracting).rejects.toThrow(/still holds the usage/);
    await expect(retracting).rejects.not.toHaveProperty("cause");
    const [deletion] = server.seen;
    expect(`${deletion?.method} ${deletion?.url.search}`).toBe("DELETE ?UsageReference=7");
    await server.close();
  });

  it("leaves the outcome unknown when the deletion was answered and cannot be read back", async () => {
    const sent = await sendTwo();
    harness.twin.arm({ kind: "server-error", method: "GET" });
    await expect(harness.channel.retract(sent)).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      outcomeUnknown: true,
      message: expect.stringMatching(
        /deleteSubscriptionUsages with 200 .* read-back could not confirm: .*500/,
      ),
      cause: { status: 500 },
    });
    expect(harness.twin.usage()).toHaveLength(1);
  });

  it("knows that nothing was deleted when the deletion was refused, whatever read-back says", async () => {
    const sent = await sendTwo();
    harness.twin.bill();
    harness.twin.arm({ kind: "server-error", method: "GET" });
    await expect(harness.channel.retract(sent)).rejects.toMatchObject({
      code: "CHANNEL_REQUEST",
      outcomeUnknown: false,
    });
    expect(harness.twin.usage()).toHaveLength(2);
  });
});
