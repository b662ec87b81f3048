import { Quantity, type Settlement, type UsageRecord } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { openRebilly, planOne, sendOne } from "./__fixtures__/open-rebilly.ts";
import type { RebillyHarness } from "./__fixtures__/start-rebilly.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

async function settleOne({ channel }: RebillyHarness, record: UsageRecord): Promise<Settlement> {
  const [settlement] = await channel.settle(planOne(channel, record));
  if (settlement === undefined) throw new Error("one record has one settlement");
  return settlement;
}

describe("settle", () => {
  it("finds what was stored although its answer was lost, once", async () => {
    const harness = await openRebilly();
    harness.twin.arm({ kind: "lose-answer", method: "POST" });
    const record = usageRecord();
    await expect(sendOne(harness.channel, record)).rejects.toMatchObject({ outcomeUnknown: true });
    const reference = harness.twin.usage()[0]?.reference;
    expect(await settleOne(harness, record)).toMatchObject({ status: "accepted", reference });
    expect(harness.twin.usage()).toHaveLength(1);
  });

  it("finds what a server error kept from being stored absent", async () => {
    const harness = await openRebilly();
    harness.twin.arm({ kind: "server-error", status: 500 });
    const record = usageRecord();
    await expect(sendOne(harness.channel, record)).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await settleOne(harness, record)).toEqual({ status: "absent", recordId: "record-1" });
  });

  it("takes usage for the record only when subscription, time and quantity are equal", async () => {
    const harness = await openRebilly();
    await sendOne(harness.channel, usageRecord({ quantity: "2" }));
    await sendOne(harness.channel, usageRecord({ hour: 1 }));
    await sendOne(harness.channel, usageRecord({ subscription: "sub_twin_storage_002" }));
    expect((await settleOne(harness, usageRecord())).status).toBe("absent");
  });

  it("finds the part that a limit left of a record whose answer was lost", async () => {
    const subscriptions = [{ id: "sub_twin_storage_001", hardLimit: "10" }];
    const harness = await openRebilly({ catalogue: { subscriptions } });
    harness.twin.arm({ kind: "lose-answer", method: "POST" });
    const record = usageRecord({ quantity: "12", acceptPartial: true });
    await expect(sendOne(harness.channel, record)).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await settleOne(harness, record)).toMatchObject({
      status: "partial",
      stored: Quantity.parse("10"),
    });
  });

  it("asks when the record is held twice", async () => {
    const harness = await openRebilly();
    await sendOne(harness.channel, usageRecord());
    await sendOne(harness.channel, usageRecord({ recordId: "other" }));
    expect(await settleOne(harness, usageRecord())).toMatchObject({
      status: "unknown",
      candidates: [{ status: "open" }, { status: "open" }],
    });
  });

  it("settles several records of one delivery, as a correction in doubt needs", async () => {
    const { channel } = await openRebilly();
    const [first, second] = [usageRecord(), usageRecord({ recordId: "r-2", quantity: "2" })];
    const elsewhere = usageRecord({ recordId: "r-3", hour: 1 });
    await sendOne(channel, second);
    await sendOne(channel, elsewhere);
    const records = [first, second, elsewhere];
    const settled = await channel.settle({ ...planOne(channel, first), records });
    expect(settled).toMatchObject([
      { recordId: "record-1", status: "absent" },
      { recordId: "r-2", status: "accepted" },
      { recordId: "r-3", status: "accepted" },
    ]);
  });
});

describe("settle of records that are alike", () => {
  it("asks for each of them when one usage could be either, and for no other record", async () => {
    const { channel } = await openRebilly();
    const [first, second] = [usageRecord(), usageRecord({ recordId: "r-2" })];
    const elsewhere = usageRecord({ recordId: "r-3", hour: 1 });
    await sendOne(channel, first);
    await sendOne(channel, elsewhere);
    const records = [first, second, elsewhere];
    const settled = await channel.settle({ ...planOne(channel, first), records });
    const reason =
      "Rebilly holds 1 that could be this record or another of its subscription and time";
    expect(settled).toMatchObject([
      { recordId: "record-1", status: "unknown", reason },
      { recordId: "r-2", status: "unknown", reason },
      { recordId: "r-3", status: "accepted" },
    ]);
  });
});

describe("follow", () => {
  it("gives the invoice once the usage is billed", async () => {
    const { channel, twin } = await openRebilly();
    const record = usageRecord();
    await sendOne(channel, record);
    const before = await channel.follow(planOne(channel, record));
    twin.bill();
    const after = await channel.follow(planOne(channel, record));
    expect(before).toMatchObject([{ status: "accepted", channelState: "open" }]);
    expect(after).toMatchObject([
      {
        status: "accepted",
        channelState: "invoiced",
        billingReference: expect.stringMatching(/^in_/),
      },
    ]);
  });
});
