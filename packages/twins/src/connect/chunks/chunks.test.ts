import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { sampleCatalogue } from "../../catalogue/sample-catalogue.ts";
import { call, createDraft, distributor, row, uploadRows } from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const id = "UFC-2026-11-0000-0001-001";
const second = "UFC-2026-11-0000-0001-002";
const token = distributor;
const ofSecondHub = { asset_search_value: "AS-1001-0000-0031" };

/** An accepted file of three records for two hubs. */
async function openAccepted(catalogue: Catalogue = sampleCatalogue) {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock, catalogue });
  const file = await createDraft(twin);
  const rows = [row("a"), row("b", ofSecondHub), row("c", ofSecondHub)];
  await uploadRows(twin, clock, { id: file, rows });
  await call(twin, `POST /usage/files/${file}/submit`);
  const before = await call(twin, "GET /usage/chunks", { token });
  expect(await before.json()).toEqual([]);
  await call(twin, `POST /usage/files/${file}/accept`, { token });
  const act = (operation: string, body?: unknown) =>
    call(twin, operation, { token, ...(body === undefined ? {} : { body }) });
  const look = async (operation: string) => (await act(operation)).json() as Promise<unknown>;
  return { twin, clock, file, act, look };
}

/** The sheet `records` of a chunk. */
async function download(response: Response): Promise<readonly (readonly unknown[])[]> {
  expect(response.status).toBe(200);
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  return sheets.find(({ name }) => name === "records")?.rows ?? [];
}

describe("chunks", () => {
  it("appear when a file is accepted, one for each hub, and are ready a little later", async () => {
    const { clock, act, look } = await openAccepted();
    expect(await look("GET /usage/chunks")).toMatchObject([
      { id, status: "draft", binding: { hub: { id: "HB-1000-0000" } }, stats: { uploaded: 1 } },
      { id: second, status: "draft", binding: { hub: { id: "HB-2000-0000" } } },
    ]);
    expect((await act(`GET /usage/chunks/${id}/download`)).status).toBe(400);
    clock.advance(20);
    const query = "status=ready&binding.hub.id=HB-2000-0000";
    expect(await look(`GET /usage/chunks?${query}`)).toMatchObject([
      { id: second, outdated: false, stats: { uploaded: 2, accepted: 2, closed: 0 } },
    ]);
    expect(await look("GET /usage/records?hub.id=HB-2000-0000")).toHaveLength(2);
  });

  it("carry the distributor's note, also when they are closed", async () => {
    const { clock, act, look } = await openAccepted();
    clock.advance(20);
    const body = { external_id: "hub_batch_1" };
    await act(`PUT /usage/chunks/${id}`, body);
    expect((await act(`PUT /usage/chunks/${id}`, {})).status).toBe(400);
    await act(`POST /usage/chunks/${id}/close`, { external_billing_id: "B1" });
    await act(`PUT /usage/chunks/${id}`, { external_id: "hub_batch_2" });
    expect(await look(`GET /usage/chunks/${id}`)).toMatchObject({
      status: "closed",
      external_id: "hub_batch_2",
    });
    expect((await act(`GET /usage/chunks/${id}/download`)).status).toBe(200);
  });

  it("are downloaded as the workbook itself, with room for billing", async () => {
    const { clock, act } = await openAccepted();
    clock.advance(20);
    const [headers, ...rows] = await download(await act(`GET /usage/chunks/${second}/download`));
    expect(headers?.slice(-3)).toEqual([
      "customer_company_name",
      "external_billing_id",
      "external_billing_note",
    ]);
    expect(headers).toEqual(expect.arrayContaining(["record_id", "item_name", "asset_id"]));
    expect(rows.map(([recordId]) => recordId)).toEqual(["b", "c"]);
  });

  it("are out of date when a record changes, until they are generated again", async () => {
    const { clock, act, look } = await openAccepted();
    clock.advance(20);
    const [record] = (await look("GET /usage/records?hub.id=HB-2000-0000")) as { id: string }[];
    const body = { external_billing_id: "B7", external_billing_note: "Paid" };
    await act(`POST /usage/records/${record?.id}/close`, body);
    expect(await look(`GET /usage/chunks/${second}`)).toMatchObject({ outdated: true });
    expect(await look(`GET /usage/chunks/${id}`)).toMatchObject({ outdated: false });
    const path = `/usage/chunks/${second}`;
    expect((await download(await act(`GET ${path}/download`)))[1]).not.toContain("B7");
    expect(await look(`POST ${path}/regenerate`)).toMatchObject({ status: "draft" });
    clock.advance(20);
    expect(await look(`GET ${path}`)).toMatchObject({ status: "ready", outdated: false });
    expect((await download(await act(`GET ${path}/download`)))[1]).toContain("B7");
  });

  it("close with a billing id, and their records and, with the last, the file with them", async () => {
    const { twin, clock, act, look, file } = await openAccepted();
    clock.advance(20);
    const close = (chunk: string, body: unknown) => act(`POST /usage/chunks/${chunk}/close`, body);
    expect((await close(id, {})).status).toBe(400);
    const billing = { external_billing_id: "B1", external_billing_note: "Paid" };
    expect(await (await close(id, billing)).json()).toMatchObject({
      status: "closed",
      stats: { accepted: 0, closed: 1 },
    });
    expect(await look(`GET /usage/files/${file}`)).toMatchObject({ status: "accepted" });
    expect((await close(id, billing)).status).toBe(400);
    await close(second, billing);
    expect(twin.usage()).toMatchObject([{ status: "closed" }, {}, {}]);
  });

  it("leave the file open when a note is missing, until a record gets one", async () => {
    const { clock, act, look, file } = await openAccepted();
    clock.advance(20);
    for (const chunk of [id, second]) {
      await act(`POST /usage/chunks/${chunk}/close`, { external_billing_id: "B1" });
    }
    expect(await look(`POST /usage/files/${file}/close`)).toMatchObject({
      errors: ["records: 3 of 3 have no billing id or no billing note."],
    });
    for (const { id: record } of (await look("GET /usage/records")) as { id: string }[]) {
      await act(`POST /usage/records/${record}/close`, { external_billing_note: "Late" });
    }
    expect(await look(`GET /usage/files/${file}`)).toMatchObject({ status: "closed" });
  });

  it("fail as often as the catalogue says, and are generated again by request", async () => {
    const hubs = [{ id: "HB-1000-0000", name: "Broken", failures: 1 }];
    const assets = sampleCatalogue.connect.assets.map(({ hub: _, ...asset }) => asset);
    const connect = { ...sampleCatalogue.connect, hubs, assets };
    const { clock, act, look } = await openAccepted({ ...sampleCatalogue, connect });
    clock.advance(20);
    expect(await look("GET /usage/chunks")).toMatchObject([
      { id, status: "failed", error: { detail: "The workbook could not be generated." } },
    ]);
    expect((await act(`GET /usage/chunks/${id}/download`)).status).toBe(400);
    await act(`POST /usage/chunks/${id}/regenerate`);
    clock.advance(20);
    const chunk = await look(`GET /usage/chunks/${id}`);
    expect(chunk).toMatchObject({ status: "ready" });
    expect(chunk).not.toHaveProperty("error");
  });
});
