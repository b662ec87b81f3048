import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { startAltered } from "./__fixtures__/altered-platform.ts";
import { monthOfRecords, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

const OCTOBER = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1) };

const RECORD = {
  id: "UR-1",
  status: "valid",
  usage: "1",
  start_date: "2026-10-01T00:00:00+00:00",
  end_date: "2026-10-01T23:59:59+00:00",
  item: { id: "PRD-276-377-545-0004", mpn: "STORAGE-GB" },
  asset: { id: "AS-1001-0000-0001" },
};

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

  it("leaves out single records that were refused, and counts those whose file is not named", async () => {
    const { alter, channel } = await startAltered();
    alter.answer = ({ url }) => {
      if (!url.includes("/usage/records")) return undefined;
      const statuses = ["valid", "invalid", "rejected", "closed"];
      const records = statuses.map((status, index) => ({ ...RECORD, id: `UR-${index}`, status }));
      return Response.json(records, { headers: { "Content-Range": "items 0-3/4" } });
    };
    const held = await Array.fromAsync(channel.list(OCTOBER));
    expect(held.map(({ reference, status }) => [reference, status])).toEqual([
      ["UR-0", "valid"],
      ["UR-3", "closed"],
    ]);
  });

  it("asks for each file once, and counts one in a state that nobody knows", async () => {
    const { alter, channel, requests } = await startAltered();
    await channel.send(planOne(channel, monthOfRecords(3)));
    alter.file = () => ({ status: "archived" });
    const before = requests.length;
    expect(await Array.fromAsync(channel.list(OCTOBER))).toHaveLength(3);
    const asked = requests.slice(before).filter((request) => request.includes("/usage/files/"));
    expect(asked).toHaveLength(1);
  });

  it("asks for fifty subscriptions at a time", async () => {
    const { alter, channel } = await startAltered();
    const queries: string[] = [];
    alter.answer = ({ url }) => {
      queries.push(decodeURIComponent(url));
      return Response.json([], { headers: { "Content-Range": "items 0-0/0" } });
    };
    const subscriptions = Array.from({ length: 101 }, (_, index) => `AS-${index}`);
    await Array.fromAsync(channel.list({ ...OCTOBER, subscriptions }));
    const counts = queries.map((query) => query.match(/AS-\d+/g)?.length);
    expect(counts).toEqual([50, 50, 1]);
    expect(queries.join(" ").match(/AS-\d+/g)).toEqual(subscriptions);
  });

  it("names meters by the item criterion of the channel", async () => {
    const { alter, channel } = await startAltered({ itemCriterion: "item.global_id" });
    alter.answer = () => Response.json([RECORD], { headers: { "Content-Range": "items 0-0/1" } });
    const [held] = await Array.fromAsync(channel.list(OCTOBER));
    expect(held?.meter).toBe("PRD-276-377-545-0004");
  });
});
