import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@usage-billing/cli";
import { MissingConfigurationError } from "@usage-billing/core";
import { createTransport, type Transport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createChannel } from "../child/create-channels.ts";
import { rejectFiles } from "../steps/reject-files.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** Words that the API does not have yet, and a number where it has a text. */
function withDrift(transport: Transport): Transport {
  return {
    ...transport,
    fetch: async (request) => {
      const response = await transport.fetch(request);
      const type = response.headers.get("content-type") ?? "";
      if (!type.includes("json") || request.method !== "GET") return response;
      const text = (await response.text())
        .replaceAll('"status":"pending"', '"status":"quantum","novelty":{"deep":[1]}')
        .replaceAll('"status": "pending"', '"status": "quantum"');
      return new Response(text, { status: response.status, headers: { "content-type": type } });
    },
  };
}

describe("what others take answers for", () => {
  it("D5: is blocked with a reason by credentials that are missing or wrong", async () => {
    expect(() => createRebillyChannel({ organizationId: "org" })).toThrow(
      MissingConfigurationError,
    );
    const { baseUrl } = shop.twins.rebilly;
    const wrong = { organizationId: "org_twin_sample", apiKey: "sk_wrong", baseUrl };
    shop.channels.set("rebilly", createRebillyChannel(wrong));
    await shop.reporter.takeIn(shop.records("rebilly", 2));
    const { channels } = await shop.reporter.report();
    const rebilly = channels.find(({ channel }) => channel === "rebilly");
    expect(rebilly?.error).toMatchObject({ code: "AUTHENTICATION" });
    const states = await shop.states("rebilly");
    expect(states.every((state) => state === "unsent" || state === "waiting")).toBe(true);
  });

  it("D6: writes no state and sends nothing in a dry run", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dry-run-"));
    const file = (name: string) => join(folder, name);
    const channels = { rebilly: { api: "rebilly", organizationId: "org_twin_sample" } };
    const config = { source: "dry", ledger: "ledger.db", channels };
    writeFileSync(file("config.json"), JSON.stringify(config));
    const line = "rebilly,sub_campaign_0001,1.5,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z";
    writeFileSync(file("usage.csv"), `channel,subscription,quantity,start,end\n${line}\n`);
    const environment = {
      USAGE_BILLING_REBILLY_API_KEY: "sk_twin_sample",
      USAGE_BILLING_REBILLY_BASE_URL: shop.twins.rebilly.baseUrl,
    };
    const quiet = { print: () => {}, warn: () => {}, isTerminal: false };
    const signal = new AbortController().signal;
    const command = ["report", file("usage.csv"), "--config", file("config.json")];
    expect(await run([...command, "--dry-run"], { ...quiet, environment, signal })).toBe(0);
    expect(existsSync(file("ledger.db"))).toBe(false);
    expect(await shop.holdings("rebilly")).toEqual([]);
    expect(await run(command, { ...quiet, environment, signal })).toBe(0);
    expect(await shop.holdings("rebilly")).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  it("D17: keeps a refused file with the reasons of its rows, and reports later periods", async () => {
    const records = shop.records("connect", 3);
    const wrong = records.map((record) => ({ ...record, meter: "NO-SUCH-ITEM" }));
    await shop.reporter.takeIn(wrong);
    await shop.reporter.report();
    expect(await shop.states("connect")).toEqual(["refused", "refused", "refused"]);
    const kept = await shop.ledger.record(records[0]?.recordId ?? "");
    expect(kept?.outcome).toMatchObject({ problem: { message: expect.stringMatching(/./) } });
    const month = 31 * 86_400_000;
    const later = records.map((record) => ({
      ...record,
      recordId: `${record.recordId}-later`,
      period: { start: record.period.start + month, end: record.period.end + month },
    }));
    await shop.reporter.takeIn(later);
    await shop.reporter.report();
    expect((await shop.states("connect")).slice(3)).toEqual(["pending", "pending", "pending"]);
  });

  it("D25: reads states and members that are new, and stops nothing for them", async () => {
    const parts = { baseUrl: shop.twins.connect.baseUrl, clock: shop.clock, timeout: 2_000 };
    const transport = withDrift(createTransport());
    shop.channels.set("connect", createChannel("connect", { ...parts, transport }));
    for (const name of ["connect", "rebilly"] as const) {
      await shop.reporter.takeIn(shop.records(name, 2));
    }
    const { channels } = await shop.reporter.report();
    expect(channels.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
    expect(await shop.states("rebilly")).toEqual(["accepted", "accepted"]);
    const { reporter } = shop;
    const followed = await reporter.follow({ channels: ["connect"] });
    expect(followed.channels[0]?.error).toBeUndefined();
    expect(await shop.states("connect")).not.toContain("waiting");
    expect(await shop.holdings("connect")).toHaveLength(2);
    await transport.close();
  });

  it("D30: records a rejection that comes after the file was taken, and raises an alarm", async () => {
    await shop.reporter.takeIn(shop.records("connect", 2));
    await shop.reporter.report();
    expect(await shop.states("connect")).toEqual(["pending", "pending"]);
    await rejectFiles(shop.twins.connect);
    const { channels } = await shop.reporter.follow({ channels: ["connect"] });
    expect(channels[0]?.alarms.map(({ kind }) => kind)).toEqual(["refused", "refused"]);
    expect(await shop.states("connect")).toEqual(["refused", "refused"]);
  });
});
