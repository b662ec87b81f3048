import { describe, expect, it } from "vitest";
import { sampleCatalogue } from "../catalogue/sample-catalogue.ts";
import { createManualClock } from "../testing/manual-clock.ts";
import { NOW, openTwin } from "../testing/open-twin.ts";
import { postUsage, usageBody } from "../testing/rebilly-requests.ts";
import type { Twin } from "../twin.ts";

const open = () => openTwin("rebilly", { clock: createManualClock(NOW) });

const post = (twin: Twin, path: string, body: string) =>
  fetch(`${twin.url}${path}`, { method: "POST", body });

describe("/_twin", () => {
  it("shows the usage that the twin holds", async () => {
    const twin = await open();
    await postUsage(twin, usageBody("1.50"));
    const response = await fetch(`${twin.url}/_twin/usage`);
    expect(await response.json()).toEqual(twin.usage());
    expect(twin.usage()).toMatchObject([{ quantity: "1.5" }]);
  });

  it("shows its part of the catalogue", async () => {
    const twin = await open();
    const response = await fetch(`${twin.url}/_twin/catalogue`);
    expect(await response.json()).toEqual(sampleCatalogue.rebilly);
  });

  it("arms a fault, which the control routes never meet", async () => {
    const twin = await open();
    const armed = await post(twin, "/_twin/faults", '{"kind":"server-error"}');
    expect(armed.status).toBe(201);
    expect(await armed.json()).toEqual({ kind: "server-error", times: 1 });
    expect((await fetch(`${twin.url}/_twin/usage`)).status).toBe(200);
    expect((await postUsage(twin, usageBody("1"))).status).toBe(500);
  });

  it.each([
    ["{", "the body is not JSON"],
    ["{}", "must have required property 'kind'"],
    ['{"kind":"earthquake"}', "kind must be equal to one of the allowed values: rate-limit"],
    ['{"kind":"delay","milliseconds":"5"}', "milliseconds must be integer"],
    ['{"kind":"delay","seconds":5}', "must NOT have additional properties (seconds)"],
    ['{"kind":"server-error","status":404}', "status must be >= 500"],
    ['{"kind":"delay","path":"usages"}', "path must match"],
  ])("answers 400 to the fault %s and says why", async (body, reason) => {
    const twin = await open();
    const response = await post(twin, "/_twin/faults", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining(reason) });
  });

  it("resets usage, counters and faults", async () => {
    const twin = await open();
    await postUsage(twin, usageBody("1"));
    twin.arm({ kind: "server-error" });
    const reset = await fetch(`${twin.url}/_twin`, { method: "DELETE" });
    expect(reset.status).toBe(204);
    expect(twin.usage()).toEqual([]);
    const again = await postUsage(twin, usageBody("2"));
    expect(await again.json()).toMatchObject({ id: "sub_usg_00000000000000000000000001" });
  });

  it("bills what is open", async () => {
    const twin = await open();
    await postUsage(twin, usageBody("1"));
    await post(twin, "/_twin/bill", '{"subscription":"sub_other"}');
    expect(twin.usage()).toMatchObject([{ status: "open" }]);
    await post(twin, "/_twin/bill", "");
    expect(twin.usage()).toMatchObject([{ status: "invoiced" }]);
  });

  it("says which controls there are", async () => {
    const twin = await open();
    expect((await fetch(`${twin.url}/_twin/nothing`)).status).toBe(404);
    expect((await fetch(`${twin.url}/_twin/usage`, { method: "DELETE" })).status).toBe(405);
  });
});

describe("unknown paths and methods", () => {
  it("are answered in the API's own words", async () => {
    const twin = await open();
    const unknown = await fetch(`${twin.url}/nothing`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ title: "Not Found", status: 404 });
    expect((await fetch(`${twin.url}/status`, { method: "PUT" })).status).toBe(405);
  });
});
