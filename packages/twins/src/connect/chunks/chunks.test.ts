import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { call, createDraft, distributor, row, uploadRows } from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const id = "UFC-2026-11-0000-0001-001";
const token = distributor;

async function openAccepted() {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  const file = await createDraft(twin);
  await uploadRows(twin, clock, { id: file, rows: [row("a")] });
  await call(twin, `POST /usage/files/${file}/submit`);
  const before = await call(twin, "GET /usage/chunks", { token });
  expect(await before.json()).toEqual([]);
  await call(twin, `POST /usage/files/${file}/accept`, { token });
  return twin;
}

describe("chunks", () => {
  it("appear when a file is accepted, one for the hub", async () => {
    const twin = await openAccepted();
    const query = "status=ready&binding.hub.id=HB-1000-0000";
    const listed = await call(twin, `GET /usage/chunks?${query}`, { token });
    expect(await listed.json()).toMatchObject([{ id, status: "ready", outdated: false }]);
    const body = { external_id: "hub_batch_1" };
    const noted = await call(twin, `PUT /usage/chunks/${id}`, { token, body });
    expect(await noted.json()).toMatchObject({ external_id: "hub_batch_1" });
    const regenerated = await call(twin, `POST /usage/chunks/${id}/regenerate`, { token });
    expect(await regenerated.json()).toMatchObject({ external_id: "hub_batch_1" });
    expect((await call(twin, `PUT /usage/chunks/${id}`, { token, body: {} })).status).toBe(400);
  });

  it("are downloaded as the workbook itself", async () => {
    const twin = await openAccepted();
    const response = await call(twin, `GET /usage/chunks/${id}/download`, { token });
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    const records = sheets.find(({ name }) => name === "records");
    expect(records?.rows[1]).toEqual(expect.arrayContaining(["a", "SEAT-PRO"]));
  });

  it("close with a billing id, and their records and file with them", async () => {
    const twin = await openAccepted();
    const close = (body: unknown) => call(twin, `POST /usage/chunks/${id}/close`, { token, body });
    expect((await close({})).status).toBe(400);
    expect(await (await close({ external_billing_id: "B1" })).json()).toMatchObject({
      status: "closed",
    });
    expect(twin.usage()).toMatchObject([{ status: "closed" }]);
    expect((await close({ external_billing_id: "B1" })).status).toBe(400);
  });
});

describe("reconciliations", () => {
  it("answer 501, as the twin has none", async () => {
    const twin = await openAccepted();
    const response = await call(twin, "GET /usage/reconciliations", { token });
    expect(response.status).toBe(501);
  });
});
