import { ChannelConnectionError, ChannelRequestError, Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { createAnsweringTransport } from "./__fixtures__/answering-transport.ts";
import { openRebilly, planOne, sendOne } from "./__fixtures__/open-rebilly.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { createRebillyChannel } from "./rebilly-channel.ts";

const limited = { subscriptions: [{ id: "sub_twin_storage_001", hardLimit: "10" }] };

const page = () => new Response("<html><title>Not found</title></html>", { status: 404 });

describe("an address where another server answers", () => {
  const wrong = () =>
    createRebillyChannel({
      organizationId: "org_1",
      apiKey: "sk_secret",
      transport: createAnsweringTransport(page),
    });

  it("refuses no record, and takes none for absent or deleted", async () => {
    const channel = wrong();
    const record = usageRecord();
    const delivery = planOne(channel, record);
    await expect(channel.send(delivery)).rejects.toThrow('an HTML page, "Not found"');
    await expect(channel.settle(delivery)).rejects.toThrow(ChannelRequestError);
    await expect(channel.retract({ record, reference: "us_1", delivery })).rejects.toThrow(
      ChannelRequestError,
    );
  });
});

describe("send", () => {
  it("accepts what Rebilly stores as it was sent", async () => {
    const { channel, twin } = await openRebilly();
    const outcome = await sendOne(channel, usageRecord({ quantity: "123456789012.345" }));
    expect(outcome).toMatchObject({ status: "accepted", channelState: "open" });
    expect(twin.usage()).toMatchObject([
      {
        subscription: "sub_twin_storage_001",
        quantity: "123456789012.345",
        start: "2026-10-01T00:00:00.000Z",
        reference: outcome.status === "accepted" ? outcome.reference : "",
      },
    ]);
  });

  it("shows what was sent and what was stored when a limit trimmed it", async () => {
    const { channel, twin } = await openRebilly({ catalogue: limited });
    await sendOne(channel, usageRecord({ quantity: "7.5" }));
    const record = usageRecord({ recordId: "r-2", hour: 1, quantity: "5", acceptPartial: true });
    expect(await sendOne(channel, record)).toMatchObject({
      status: "partial",
      recordId: "r-2",
      sent: Quantity.parse("5"),
      stored: Quantity.parse("2.5"),
    });
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["7.5", "2.5"]);
  });

  it("is refused by a limit with the words of Rebilly (409)", async () => {
    const { channel, twin } = await openRebilly({ catalogue: limited });
    expect(await sendOne(channel, usageRecord({ quantity: "10.001" }))).toMatchObject({
      status: "refused",
      problem: {
        rule: "usage-limit-exceeded",
        field: "quantity",
        channelWords: "The usage would exceed the hard limit.",
      },
    });
    expect(twin.usage()).toEqual([]);
  });

  it("is refused with the field that Rebilly names, and its words (422)", async () => {
    const { channel } = await openRebilly();
    expect(await sendOne(channel, usageRecord({ subscription: "sub_other" }))).toMatchObject({
      status: "refused",
      recordId: "record-1",
      problem: {
        rule: "invalid-fields",
        field: "subscription",
        channelWords: "Some fields are wrong.; subscriptionId: There is no subscription sub_other.",
      },
    });
  });

  it("throws what says nothing about the record, with the outcome unknown", async () => {
    const { channel, twin } = await openRebilly();
    twin.arm({ kind: "server-error", status: 503 });
    const failed = await sendOne(channel, usageRecord()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChannelRequestError);
    expect(failed).toMatchObject({ status: 503, outcomeUnknown: true });
    twin.arm({ kind: "reset-before-storing" });
    const lost = await sendOne(channel, usageRecord()).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(ChannelConnectionError);
    expect(lost).toMatchObject({ outcomeUnknown: true });
  });

  it("never posts again by itself when the answer is lost", async () => {
    const { channel, twin } = await openRebilly({ channel: { retries: 3 } });
    twin.arm({ kind: "lose-answer", method: "POST" });
    await expect(sendOne(channel, usageRecord())).rejects.toThrow(ChannelConnectionError);
    expect(twin.usage()).toHaveLength(1);
  });
});
