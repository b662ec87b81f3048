import { type Channel, type HeldUsage, UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Answer, answerWith, type SeenRequest } from "./__fixtures__/answer-with.ts";
import { onlyDelivery } from "./__fixtures__/only-delivery.ts";
import { usageRecord } from "./__fixtures__/start-two-checkout.ts";

const USAGE =
  '"UsageReference":7,"OptionCode":"API_CALLS","UsageStart":"2026-10-01 00:00:00","UsageEnd":"2026-10-01 23:59:59"';

async function answering(answer: (request: SeenRequest) => Answer): Promise<Channel> {
  const { channel, close } = await answerWith(answer);
  onTestFinished(close);
  return channel;
}

function listed(channel: Channel): Promise<HeldUsage[]> {
  const { period, subscription } = usageRecord();
  const query = { from: period.start, to: period.end, subscriptions: [subscription] };
  return Array.fromAsync(channel.list(query));
}

describe("a list", () => {
  it.each(["Units", "units"])("keeps every digit of %s", async (name) => {
    const body = `{"Items":[{${USAGE},"${name}":9007199254740993}],"Pagination":{"Count":1}}`;
    const [held] = await listed(await answering(() => ({ body })));
    expect(held?.quantity.toString()).toBe("9007199254740993");
  });

  it("that cannot be read leaves no write in doubt", async () => {
    const channel = await answering(() => ({ body: '{"Items":[{}]}' }));
    await expect(listed(channel)).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      operation: "listSubscriptionUsages",
      outcomeUnknown: false,
    });
  });
});

describe("an answer of success to a deletion", () => {
  /** Takes a usage back that 2Checkout holds, or does not hold any more. */
  async function retract(body: unknown, items = "") {
    const list = `{"Items":[${items}]}`;
    const channel = await answering(({ method }) => ({ body: method === "GET" ? list : body }));
    const record = usageRecord();
    const delivery = onlyDelivery(channel, [record]);
    await channel.retract({ record, delivery, reference: "7" });
  }

  it.each(["", " \n", "true", "{}"])("may be %o", async (body) => {
    await expect(retract(body)).resolves.toBeUndefined();
  });

  it("may be an error, which is one", async () => {
    const body = { error_code: "INVALID", message: "Billed usage cannot be deleted" };
    const retracting = retract(body, `{${USAGE},"Units":1500}`);
    await expect(retracting).rejects.toBeInstanceOf(UnsupportedOperationError);
    await expect(retracting).rejects.toThrow("INVALID: Billed usage cannot be deleted");
  });

  it("that cannot be read leaves the deletion in doubt", async () => {
    await expect(retract("<html>")).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      operation: "deleteSubscriptionUsages",
      outcomeUnknown: true,
    });
  });

  it("stands when the subscription is gone as well", async () => {
    const gone = { error_code: "NOT_FOUND", message: "There is no such subscription." };
    const channel = await answering(({ method }) =>
      method === "GET" ? { status: 404, body: gone } : { body: "" },
    );
    const record = usageRecord();
    const delivery = onlyDelivery(channel, [record]);
    await expect(channel.retract({ record, delivery, reference: "7" })).resolves.toBeUndefined();
  });
});
