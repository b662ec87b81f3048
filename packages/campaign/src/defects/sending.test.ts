import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareHoldings } from "../oracle/compare-holdings.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const NONE = { lost: [], doubled: [], altered: [], invented: [] };

describe("what others send wrongly", () => {
  it("D4: sends again under the same delivery", async () => {
    const records = shop.records("twocheckout", 3);
    shop.twins.twocheckout.arm({ kind: "reset-before-storing", method: "POST" });
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    const [record] = records;
    const history = await shop.ledger.history(record?.recordId ?? "");
    const sent = history.filter(({ kind }) => kind === "intent" || kind === "resend");
    expect(sent.map(({ kind }) => kind)).toEqual(["intent", "resend"]);
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(compareHoldings(records, await shop.holdings("twocheckout"))).toEqual(NONE);
  });

  it("D7, D8: gives each row of a batch its own verdict", async () => {
    const records = shop.records("twocheckout", 4);
    const mixed = records.map((record, index) =>
      index === 2 ? { ...record, meter: "NO_SUCH_OPTION" } : record,
    );
    await shop.reporter.takeIn(mixed);
    await shop.reporter.report();
    expect(await shop.states("twocheckout")).toEqual([
      "accepted",
      "accepted",
      "refused",
      "accepted",
    ]);
    expect(await shop.holdings("twocheckout")).toHaveLength(3);
  });

  it("D9, D23: makes the same bytes of the same facts at any time, and sends those it has stored", async () => {
    const records = shop.records("connect", 5);
    const channel = shop.channels.get("connect");
    const first = channel?.plan(records) ?? [];
    await shop.world.clock.advance(86_400_000);
    const second = channel?.plan(records.toReversed()) ?? [];
    expect(second.map(({ body }) => Buffer.from(body).toString("hex"))).toEqual(
      first.map(({ body }) => Buffer.from(body).toString("hex")),
    );
    await shop.reporter.takeIn(records);
    shop.twins.connect.arm({ kind: "reset-before-storing", method: "POST", times: 2 });
    await shop.reporter.report();
    for (const { id, body } of first) {
      const stored = (await shop.ledger.delivery(id))?.delivery.body ?? new Uint8Array();
      expect(Buffer.from(stored).equals(body)).toBe(true);
    }
  });

  it("D10: reads more pages of what is pending than one", async () => {
    const records = shop.records("rebilly", 1_200);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    expect(compareHoldings(records, await shop.holdings("rebilly"))).toEqual(NONE);
  });

  it.each([
    ["creating", "/usage/files"],
    ["uploading", "/usage/files/UF-"],
    ["submitting", "/usage/files/UF-"],
  ])("D16: goes on with the same file when the answer to %s it is lost", async (step, path) => {
    const records = shop.records("connect", 4);
    await shop.reporter.takeIn(records);
    shop.twins.connect.arm({
      kind: "lose-answer",
      method: "POST",
      path,
      times: step === "submitting" ? 2 : 1,
    });
    await shop.reporter.report();
    await shop.reporter.report();
    const created = shop.requests.filter(
      ({ method, url }) => method === "POST" && url.endsWith("/usage/files"),
    );
    expect(created).toHaveLength(1);
    expect(compareHoldings(records, await shop.holdings("connect"))).toEqual(NONE);
  });

  it("D18: does not take a refusal of a repeat for success", async () => {
    const records = shop.records("connect", 2);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    const channel = shop.channels.get("connect");
    const repeated = records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, currency: "EUR" },
    }));
    const [delivery] = channel?.plan(repeated) ?? [];
    if (delivery === undefined) expect.fail("nothing planned");
    const outcomes = (await channel?.send(delivery)) ?? [];
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => "refused"));
  });

  it("D19: sends nothing for a worker whose claim is over", async () => {
    await shop.reporter.takeIn(shop.records("rebilly", 1));
    await shop.reporter.plan("rebilly");
    for await (const { delivery } of shop.ledger.openDeliveries("rebilly")) {
      await shop.reporter.deliver(delivery.id, {
        beforeWrite: () => {
          throw new Error("the lease is over");
        },
      });
    }
    expect(await shop.holdings("rebilly")).toEqual([]);
    await shop.reporter.report();
    expect(await shop.holdings("rebilly")).toHaveLength(1);
  });

  it("D21: does not let one bad record hold up its neighbours", async () => {
    const strangers = {
      connect: "AS-9999-9999-9999",
      rebilly: "sub_stranger",
      twocheckout: "NOBODY",
    };
    for (const name of ["connect", "rebilly", "twocheckout"] as const) {
      const records = shop.records(name, 5);
      const poisoned = records.map((record, index) =>
        index === 0 ? { ...record, subscription: strangers[name] } : record,
      );
      await shop.reporter.takeIn(poisoned);
    }
    await shop.reporter.report();
    for (const name of ["connect", "rebilly", "twocheckout"] as const) {
      const [first, ...others] = await shop.states(name);
      expect([name, first]).toEqual([name, "refused"]);
      expect(others.every((state) => state === "accepted" || state === "pending")).toBe(true);
    }
  });

  it("D24: reads back a batch that failed after it was stored, and does not send it again", async () => {
    const records = shop.records("twocheckout", 20);
    shop.twins.twocheckout.arm({ kind: "error-after-storing", method: "POST", status: 500 });
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    expect(shop.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(compareHoldings(records, await shop.holdings("twocheckout"))).toEqual(NONE);
  });

  it("D26: uploads a workbook byte for byte", async () => {
    const records = shop.records("connect", 3);
    await shop.reporter.takeIn(records);
    await shop.reporter.report();
    const [planned] = shop.channels.get("connect")?.plan(records) ?? [];
    const headers = { authorization: "ApiKey SU-100-200-300:twin-vendor-token" };
    const list = await fetch(`${shop.twins.connect.baseUrl}/usage/files`, { headers });
    const [{ id }] = (await list.json()) as [{ id: string }];
    const file = await fetch(`${shop.twins.connect.baseUrl}/usage/files/${id}`, { headers });
    const { usage_file_uri: link } = (await file.json()) as { usage_file_uri: string };
    const held = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(held.equals(planned?.body ?? new Uint8Array())).toBe(true);
  });

  it.each(["connect", "rebilly", "twocheckout"] as const)(
    "D27: waits as long as %s says after a 429",
    async (name) => {
      const before = shop.clock.now();
      shop.twins[name].arm({ kind: "rate-limit", method: "POST", retryAfter: 90 });
      await shop.reporter.takeIn(shop.records(name, 1));
      await shop.reporter.report();
      expect(shop.clock.now() - before).toBeGreaterThanOrEqual(89_000);
      expect(await shop.holdings(name)).toHaveLength(1);
    },
  );

  it("D33: finishes the other channels when one throws what nobody foresaw", async () => {
    await shop.close();
    shop = await openShop((channel) => ({
      ...channel,
      send: (delivery, options) => {
        if (channel.id === "rebilly") throw new RangeError("unforeseen");
        return channel.send(delivery, options);
      },
    }));
    for (const name of ["rebilly", "twocheckout"] as const) {
      await shop.reporter.takeIn(shop.records(name, 2));
    }
    const { channels } = await shop.reporter.report();
    const rebilly = channels.find(({ channel }) => channel === "rebilly");
    expect(rebilly?.failures.map(({ error }) => error.message)).toContain("unforeseen");
    expect(await shop.states("twocheckout")).toEqual(["accepted", "accepted"]);
  });
});
