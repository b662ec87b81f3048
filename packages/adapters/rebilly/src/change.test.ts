import {
  type ChannelRequestError,
  InvalidUsageRecordError,
  UnsupportedOperationError,
} from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { openRebilly, planOne, sendForChange, sendOne } from "./__fixtures__/open-rebilly.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

const replacement = usageRecord({ recordId: "record-1-1", quantity: "2" });

describe("retract", () => {
  it("deletes the usage and no other", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    await sendOne(channel, usageRecord({ recordId: "r-2", hour: 1 }));
    await channel.retract(sent);
    expect(twin.usage()).toMatchObject([{ start: "2026-10-01T01:00:00.000Z" }]);
    expect(await channel.settle(sent.delivery)).toMatchObject([{ status: "absent" }]);
  });

  it("is done when the usage is gone already", async () => {
    const { channel } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    await channel.retract(sent);
    await expect(channel.retract(sent)).resolves.toBeUndefined();
  });

  it("cannot take back what is on an invoice", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    twin.bill();
    const failure = await channel.retract(sent).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnsupportedOperationError);
    expect(String(failure)).toContain("record-1 back: The usage is on an issued invoice.");
    expect(failure).toMatchObject({ cause: { status: 409 } });
    expect(twin.usage()).toHaveLength(1);
  });

  it("throws what it cannot tell, and can be called again", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    twin.arm({ kind: "lose-answer", method: "DELETE" });
    await expect(channel.retract(sent)).rejects.toMatchObject({ outcomeUnknown: true });
    await channel.retract(sent);
    expect(twin.usage()).toEqual([]);
  });

  it.each(["", ".", ".."])("sends no request for the reference %j", async (reference) => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    await expect(channel.retract({ ...sent, reference })).rejects.toThrow("is no id of a usage");
    expect(twin.usage()).toHaveLength(1);
  });
});

describe("correct", () => {
  it("deletes the usage and posts the replacement", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    const outcome = await channel.correct(sent, replacement);
    expect(outcome).toMatchObject({ status: "accepted", recordId: "record-1-1" });
    expect(twin.usage()).toMatchObject([{ quantity: "2" }]);
    expect(twin.usage()[0]?.reference).not.toBe(sent.reference);
  });

  it("leaves the usage where the quantity stays", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    const same = usageRecord({ recordId: "record-1-1", description: "another note" });
    expect(await channel.correct(sent, same)).toMatchObject({
      status: "accepted",
      recordId: "record-1-1",
      reference: sent.reference,
    });
    expect(twin.usage()).toHaveLength(1);
  });

  it("replaces the usage although another one has the new quantity already", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    const other = await sendForChange(channel, usageRecord({ recordId: "r-2", quantity: "2" }));
    const outcome = await channel.correct(sent, replacement);
    expect(outcome).toMatchObject({ status: "accepted", recordId: "record-1-1" });
    expect(outcome).not.toMatchObject({ reference: other.reference });
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["2", "2"]);
  });

  it("posts the same quantity again when the usage has vanished", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    twin.reset();
    const same = usageRecord({ recordId: "record-1-1" });
    expect(await channel.correct(sent, same)).toMatchObject({ status: "accepted" });
    expect(twin.usage()).toHaveLength(1);
  });

  it.each([
    ["server-error", 0],
    ["reset-before-storing", 0],
    ["rate-limit", 0],
    ["lose-answer", 1],
  ] as const)(
    "is unknown when %s meets the second step, and can be settled",
    async (kind, held) => {
      const { channel, twin } = await openRebilly();
      const sent = await sendForChange(channel, usageRecord());
      twin.arm({ kind, method: "POST" });
      expect(await channel.correct(sent, replacement)).toMatchObject({
        status: "unknown",
        recordId: "record-1-1",
        reason: expect.stringContaining(`deleted usage ${sent.reference}`),
      });
      expect(twin.usage()).toHaveLength(held);
      const delivery = planOne(channel, replacement);
      const both = { ...delivery, records: [sent.record, replacement] };
      const status = held === 0 ? "absent" : "accepted";
      expect(await channel.settle(delivery)).toMatchObject([{ status }]);
      expect(await channel.settle(both)).toMatchObject([{ status: "absent" }, { status }]);
    },
  );

  it("leaves everything as it was when the first step fails", async () => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    twin.arm({ kind: "server-error", method: "DELETE" });
    await expect(channel.correct(sent, replacement)).rejects.toMatchObject({
      status: 500,
    } satisfies Partial<ChannelRequestError>);
    twin.bill();
    await expect(channel.correct(sent, replacement)).rejects.toThrow(UnsupportedOperationError);
    expect(twin.usage()).toMatchObject([{ reference: sent.reference, quantity: "1.125" }]);
  });

  it.each([
    ["a problem", usageRecord({ recordId: "r-2", quantity: "0" })],
    [
      "another subscription",
      usageRecord({ recordId: "r-2", subscription: "sub_twin_storage_002" }),
    ],
    ["another start", usageRecord({ recordId: "r-2", hour: 1 })],
  ])("refuses a replacement with %s before anything is deleted", async (_case, other) => {
    const { channel, twin } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    await expect(channel.correct(sent, other)).rejects.toThrow(InvalidUsageRecordError);
    expect(twin.usage()).toHaveLength(1);
  });

  it("says what a correction keeps", async () => {
    const { channel } = await openRebilly();
    const sent = await sendForChange(channel, usageRecord());
    const correcting = channel.correct(sent, usageRecord({ recordId: "r-2", hour: 1 }));
    await expect(correcting).rejects.toMatchObject({
      problems: [
        {
          rule: "changed-fact",
          field: "record",
          message: "a correction keeps the subscription and the start of the period",
          fix: "Retract the record and report another.",
        },
      ],
    });
  });
});
