import { describe, expect, it } from "vitest";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { sampleCatalogue } from "./catalogue/sample-catalogue.ts";
import { startTwin } from "./start-twin.ts";
import { createDraft, row, uploadRows } from "./testing/connect-requests.ts";
import { createManualClock } from "./testing/manual-clock.ts";
import { NOW, openTwin } from "./testing/open-twin.ts";
import { postUsage, usageBody } from "./testing/rebilly-requests.ts";
import { callUsages, sign, usageInput } from "./testing/two-checkout-requests.ts";

const openCatalogue: Catalogue = {
  connect: { ...sampleCatalogue.connect, open: true, products: [], contracts: [], assets: [] },
  rebilly: { ...sampleCatalogue.rebilly, open: true, subscriptions: [] },
  twocheckout: { ...sampleCatalogue.twocheckout, open: true, subscriptions: [] },
};

describe("startTwin", () => {
  it("gives the address that adapters are pointed at", async () => {
    const connect = await openTwin("connect");
    expect(connect.baseUrl).toBe(`${connect.url}/public/v1`);
    const rebilly = await openTwin("rebilly");
    expect(rebilly.baseUrl).toBe(rebilly.url);
    const twocheckout = await openTwin("twocheckout");
    expect(twocheckout.baseUrl).toBe(`${twocheckout.url}/rest/6.0`);
  });

  it("rejects when the port is taken, and frees it when it is closed", async () => {
    const twin = await startTwin("rebilly");
    const port = Number(new URL(twin.url).port);
    await expect(startTwin("connect", { port })).rejects.toThrow("EADDRINUSE");
    await twin.close();
    const next = await openTwin("connect", { port });
    expect(next.url).toBe(twin.url);
  });

  it("keeps what each twin holds apart", async () => {
    const [one, other] = [await openTwin("rebilly"), await openTwin("rebilly")];
    await postUsage(one, usageBody("1"));
    expect([one.usage().length, other.usage().length]).toEqual([1, 0]);
  });
});

describe("an open catalogue", () => {
  const options = { clock: createManualClock(NOW), catalogue: openCatalogue };

  it("lets Connect take any product, contract, item and asset of the right form", async () => {
    const clock = createManualClock(NOW);
    const twin = await openTwin("connect", { clock, catalogue: openCatalogue });
    const place = { product: { id: "PRD-1" }, contract: { id: "CRD-1" } };
    const id = await createDraft(twin, place);
    const taken = { item_search_value: "ANY", quantity: 0.00000001, asset_search_value: "AS-9" };
    const rows = [row("a", taken)];
    expect(await uploadRows(twin, clock, { id, rows })).toMatchObject({ status: "ready" });
    expect(twin.usage()).toMatchObject([{ quantity: "0.00000001", meter: "ANY" }]);
    const wrong = [row("b", { asset_search_value: "nine" })];
    expect(await uploadRows(twin, clock, { id, rows: wrong })).toMatchObject({ status: "invalid" });
  });

  it("lets Rebilly take any subscription", async () => {
    const twin = await openTwin("rebilly", options);
    const any = usageBody("1", { subscriptionId: "sub_any" });
    expect((await postUsage(twin, any)).status).toBe(201);
    const wrong = usageBody("1", { subscriptionId: "not an id" });
    expect((await postUsage(twin, wrong)).status).toBe(422);
  });

  it("lets 2Checkout take any subscription and option code", async () => {
    const twin = await openTwin("twocheckout", options);
    const body = [usageInput({ OptionCode: "ANY" })];
    expect((await callUsages(twin, "POST", { body })).status).toBe(200);
    const wrong = await fetch(`${twin.baseUrl}/subscriptions/not-one/usages/`, {
      method: "POST",
      headers: sign(),
      body: JSON.stringify(body),
    });
    expect(wrong.status).toBe(400);
  });
});
