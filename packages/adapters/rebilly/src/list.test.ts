import {
  type Channel,
  type HeldUsage,
  UnexpectedResponseError,
  UnsupportedOperationError,
  type UsageRecord,
} from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { createAnsweringTransport } from "./__fixtures__/answering-transport.ts";
import { openRebilly, sendOne } from "./__fixtures__/open-rebilly.ts";
import { HOUR, OCTOBER, usageRecord } from "./__fixtures__/usage-record.ts";
import { createRebillyChannel } from "./rebilly-channel.ts";

const window = { from: OCTOBER, to: OCTOBER + 31 * 24 * HOUR };
const SECOND = 1000;

function listAll(channel: Channel, query: Partial<Parameters<Channel["list"]>[0]> = {}) {
  return Array.fromAsync<HeldUsage>(channel.list({ ...window, ...query }));
}

async function sendEach(channel: Channel, records: readonly UsageRecord[]): Promise<void> {
  const queue = records.values();
  const work = async () => {
    for (const record of queue) await sendOne(channel, record);
  };
  await Promise.all(Array.from({ length: 32 }, work));
}

/** A Rebilly that holds a usage at each of these times, and answers nothing beyond its greatest offset. */
function createListOnly(times: readonly number[], subscriptions = ["sub_1"]): Channel {
  const usages = times.map((time, at) => ({
    id: `usage-${at}`,
    subscriptionId: subscriptions[at % subscriptions.length] ?? "",
    quantity: 1,
    usageTime: new Date(time).toISOString(),
  }));
  const transport = createAnsweringTransport(({ url }) => {
    const query = new URL(url).searchParams;
    const filter = query.get("filter") ?? "";
    const [from = 0, to = 0] = filter
      .replace(/^.*usageTime:/, "")
      .split("..")
      .map((time) => Date.parse(time));
    const names = /subscriptionId:([^;]+)/.exec(filter)?.[1]?.split(",") ?? subscriptions;
    const offset = Number(query.get("offset"));
    if (offset > 1000) return Response.json({ detail: "offset is beyond 1000" }, { status: 400 });
    const found = usages.filter(({ usageTime, subscriptionId }) => {
      const time = Date.parse(usageTime);
      return time >= from && time <= to && names.includes(subscriptionId);
    });
    const page = found.slice(offset, offset + Number(query.get("limit")));
    return Response.json(page, { headers: { "pagination-total": String(found.length) } });
  });
  return createRebillyChannel({ organizationId: "org_1", apiKey: "sk_1", transport });
}

function startsOf(held: readonly HeldUsage[]): readonly number[] {
  return held.map(({ period }) => period.start).sort((left, right) => left - right);
}

describe("list", () => {
  it("gives what starts in the half-open window", async () => {
    const { channel } = await openRebilly();
    const hours = [-1, 0, 1, 2];
    await sendEach(
      channel,
      hours.map((hour) => usageRecord({ recordId: `r${hour}`, hour })),
    );
    const held = await listAll(channel, { to: OCTOBER + 2 * HOUR });
    expect(startsOf(held)).toEqual([OCTOBER, OCTOBER + HOUR]);
    expect(held[0]).toMatchObject({ channel: "rebilly", status: "open" });
    expect(await listAll(channel, { to: OCTOBER })).toEqual([]);
  });

  it("gives the usage of the subscriptions that are named, each once, however many", async () => {
    const { channel } = await openRebilly({ catalogue: { open: true } });
    const ids = Array.from({ length: 60 }, (_, at) => `sub_${at}`);
    await sendEach(
      channel,
      ids.map((subscription) => usageRecord({ subscription })),
    );
    const named = [...ids.slice(0, 51), ...ids.slice(0, 3)];
    const held = await listAll(channel, { subscriptions: named });
    expect(held.map(({ subscription }) => subscription).sort()).toEqual(ids.slice(0, 51).sort());
    expect(await listAll(channel, { subscriptions: [] })).toEqual([]);
    expect(await listAll(channel)).toHaveLength(60);
  });

  it("reads past the greatest offset, each usage once", async () => {
    const times = Array.from({ length: 5_000 }, (_, at) => OCTOBER + at * 7 * SECOND);
    const held = await listAll(createListOnly(times));
    expect(startsOf(held)).toEqual(times);
  });

  it("reads what stands within one second", async () => {
    const times = Array.from({ length: 3_000 }, (_, at) => OCTOBER + (at % 1_000));
    const query = { to: OCTOBER + SECOND };
    expect(startsOf(await listAll(createListOnly(times), query))).toEqual(times.toSorted());
  });

  it("reads more than can be reached at one instant only by subscription", async () => {
    const subscriptions = ["sub_1", "sub_2"];
    const times = Array.from({ length: 2_001 }, () => OCTOBER);
    const channel = createListOnly(times, subscriptions);
    expect(await listAll(channel, { subscriptions })).toHaveLength(2_001);
    const failure = await listAll(channel).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnexpectedResponseError);
    expect(failure).toMatchObject({ operation: "listUsages", outcomeUnknown: false });
    expect(String(failure)).toContain(
      "counts 2001 usages at 2026-10-01T00:00:00Z, of which only 2000 can be reached; name the subscriptions to list",
    );
  });

  it("reads as much as can be reached at one instant", async () => {
    const channel = createListOnly(Array.from({ length: 2_000 }, () => OCTOBER));
    expect(await listAll(channel)).toHaveLength(2_000);
  });

  it.each(["@customers", "a,b", "a;usageTime:1", "a..b", ""])(
    "does not put %j, which a filter would misread, into one",
    async (subscription) => {
      const { channel } = await openRebilly();
      const listing = listAll(channel, { subscriptions: [subscription] });
      await expect(listing).rejects.toThrow(UnsupportedOperationError);
      await expect(listing).rejects.toThrow(`rebilly cannot list usage of "${subscription}"`);
    },
  );

  it.each([0, 1])("asks for nothing when the window has no time in it (%i)", async (early) => {
    const transport = createAnsweringTransport(() => expect.fail("nothing is to be asked"));
    const channel = createRebillyChannel({ organizationId: "org_1", apiKey: "sk_1", transport });
    expect(await listAll(channel, { from: OCTOBER, to: OCTOBER - early })).toEqual([]);
  });

  it("tries again when a page fails", async () => {
    const { channel, twin } = await openRebilly({
      channel: { retries: 1, clock: createFakeClock() },
    });
    await sendOne(channel, usageRecord());
    twin.arm({ kind: "reset-before-storing", method: "GET" });
    expect(await listAll(channel)).toHaveLength(1);
  });
});
