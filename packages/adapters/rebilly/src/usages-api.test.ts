import type { Channel, HeldUsage, UsageQuery } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { createAnsweringTransport } from "./__fixtures__/answering-transport.ts";
import { planOne } from "./__fixtures__/open-rebilly.ts";
import { HOUR, OCTOBER, usageRecord } from "./__fixtures__/usage-record.ts";
import { createRebillyChannel } from "./rebilly-channel.ts";

const window = { from: OCTOBER, to: OCTOBER + HOUR };

/** A channel before a Rebilly that answers everything with this list, and what was asked of it. */
function answering(list: string, total: string | undefined) {
  const headers = total === undefined ? {} : { "pagination-total": total };
  const transport = createAnsweringTransport(() => new Response(list, { headers }));
  const account = { organizationId: "org_1", apiKey: "sk_1" };
  const channel = createRebillyChannel({ ...account, transport, retries: 0 });
  return { channel, requests: transport.requests };
}

function usage(usageTime: string, quantity = "1"): string {
  return `{"id":"u-1","subscriptionId":"sub_1","usageTime":"${usageTime}","quantity":${quantity}}`;
}

function listed(channel: Channel, query: UsageQuery = window): Promise<HeldUsage[]> {
  return Array.fromAsync(channel.list(query));
}

describe("a list", () => {
  it("keeps every digit of a quantity", async () => {
    const text = usage("2026-10-01T00:00:00Z", "9007199254740993.125");
    const [held] = await listed(answering(`[${text}]`, "1").channel);
    expect(held?.quantity.toString()).toBe("9007199254740993.125");
  });

  it("is asked for once when it has one page", async () => {
    const { channel, requests } = answering(`[${usage("2026-10-01T00:00:00Z")}]`, "1");
    expect(await listed(channel)).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });

  it("gives nothing that was not asked for", async () => {
    const times = ["2026-09-30T23:59:59.999Z", "2026-10-01T00:59:59.999Z", "2026-10-01T01:00:00Z"];
    const { channel } = answering(`[${times.map((time) => usage(time)).join()}]`, "3");
    const held = await listed(channel);
    expect(held.map(({ period }) => period.start)).toEqual([OCTOBER + HOUR - 1]);
  });

  it("names at most 25 subscriptions in one question", async () => {
    const { channel, requests } = answering("[]", "0");
    const subscriptions = Array.from({ length: 51 }, (_, at) => `sub_${at}`);
    expect(await listed(channel, { ...window, subscriptions })).toEqual([]);
    const filters = requests.map(({ url }) => new URL(url).searchParams.get("filter") ?? "");
    expect(filters.map((filter) => filter.match(/sub_/g)?.length)).toEqual([25, 25, 1]);
  });

  it.each([undefined, "", "many", "3 of 9", "about 3"])(
    "cannot be told to be complete by the total %j",
    async (total) => {
      const failure = await listed(answering("[]", total).channel).catch((error) => error);
      expect(failure).toMatchObject({
        code: "UNEXPECTED_RESPONSE",
        operation: "listUsages",
        outcomeUnknown: false,
        cause: expect.any(TypeError),
      });
      expect(String(failure)).toContain("cannot be read: the header Pagination-Total is missing");
    },
  );
});

describe("an answer to a POST", () => {
  it("that cannot be read leaves its record in doubt, and says why", async () => {
    const { channel } = answering("{}", undefined);
    await expect(channel.send(planOne(channel, usageRecord()))).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      operation: "createUsage",
      outcomeUnknown: true,
      message: expect.stringContaining("cannot be read: a usage has no id"),
    });
  });
});
