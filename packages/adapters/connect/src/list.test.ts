import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

const OCTOBER = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };

describe("list", () => {
  it("gives back exactly what was sent, page after page", async () => {
    const { channel } = await startPlatform();
    const records = Array.from({ length: 2345 }, (_, index) =>
      usageRecord({
        recordId: `r-${index}`,
        subscription: `AS-1001-0000-${String((index % 40) + 1).padStart(4, "0")}`,
        quantity: `${index}.1234`,
        end: "2026-11-01T00:00:00Z",
      }),
    );
    await channel.send(planOne(channel, records));
    const held = await Array.fromAsync(channel.list(OCTOBER));
    const sumOf = (list: readonly { quantity: Quantity }[]) =>
      list.reduce((sum, { quantity }) => sum.plus(quantity), Quantity.zero).toString();
    expect(held).toHaveLength(2345);
    expect(sumOf(held)).toBe(sumOf(records));
    expect(held[0]).toMatchObject({
      channel: "connect",
      meter: "STORAGE-GB",
      period: { start: OCTOBER.from, end: OCTOBER.to },
      status: "valid",
    });
  });

  it("keeps to the window, by the start of the usage", async () => {
    const { channel } = await startPlatform();
    await channel.send(planOne(channel, monthOfRecords(5)));
    const query = { from: Date.UTC(2026, 9, 2), to: Date.UTC(2026, 9, 4) };
    const held = await Array.fromAsync(channel.list(query));
    const days = held.map(({ period }) => new Date(period.start).getUTCDate());
    expect(days.toSorted((left, right) => left - right)).toEqual([2, 3]);
  });

  it("keeps to the subscriptions, more than fit into one query", async () => {
    const { channel } = await startPlatform();
    const subscriptions = ["AS-1001-0000-0001", "AS-1001-0000-0002", "AS-1001-0000-0003"];
    const records = subscriptions.map((subscription, index) =>
      usageRecord({ recordId: `r-${index}`, subscription }),
    );
    await channel.send(planOne(channel, records));
    const strangers = Array.from({ length: 60 }, (_, index) => `AS-0000-0000-00${index}`);
    const wanted = [subscriptions[0] ?? "", ...strangers, subscriptions[2] ?? ""];
    const held = await Array.fromAsync(channel.list({ ...OCTOBER, subscriptions: wanted }));
    expect(held.map(({ subscription }) => subscription).toSorted()).toEqual([
      "AS-1001-0000-0001",
      "AS-1001-0000-0003",
    ]);
    expect(await Array.fromAsync(channel.list({ ...OCTOBER, subscriptions: [] }))).toEqual([]);
  });

  it("leaves out what the distributor does not have", async () => {
    const { call, channel, files } = await startPlatform();
    await channel.send(planOne(channel, monthOfRecords(2, { meter: "NO-SUCH-ITEM" })));
    expect(await Array.fromAsync(channel.list(OCTOBER))).toEqual([]);
    await channel.send(planOne(channel, monthOfRecords(2)));
    expect(await Array.fromAsync(channel.list(OCTOBER))).toHaveLength(2);
    const [file] = await files();
    await call("POST", `/usage/files/${file?.id}/reject`, { rejection_note: "No" });
    expect(await Array.fromAsync(channel.list(OCTOBER))).toEqual([]);
  });
});
