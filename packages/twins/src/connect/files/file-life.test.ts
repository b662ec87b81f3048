import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { sampleCatalogue } from "../../catalogue/sample-catalogue.ts";
import {
  call,
  createDraft,
  detail,
  distributor,
  reconcile,
  row,
  toWorkbook,
  upload,
  uploadRows,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

async function open(catalogue: Catalogue = sampleCatalogue) {
  const clock = createManualClock(NOW);
  return { clock, twin: await openTwin("connect", { clock, catalogue }) };
}

describe("the life of a usage file", () => {
  it("goes from draft to closed, and its records with it", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    expect(id).toBe("UF-2026-11-0000-0001");
    const act = (action: string, token?: string, body: unknown = {}) =>
      call(twin, `POST /usage/files/${id}/${action}`, { body, ...(token && { token }) });

    const uploaded = await upload(twin, id, { bytes: await toWorkbook([row("a"), row("b")]) });
    expect(uploaded.status).toBe(201);
    expect(await uploaded.json()).toMatchObject({ status: "uploading" });
    clock.advance(10);
    expect(await detail(twin, id)).toMatchObject({ status: "processing" });
    expect(twin.usage()).toEqual([]);
    clock.advance(20);
    expect(await detail(twin, id)).toMatchObject({
      status: "ready",
      records: { valid: 2, invalid: 0, closed: 0 },
      stats: { uploaded: 2, validated: 2, pending: 0, accepted: 0, closed: 0 },
    });
    expect(twin.usage()).toMatchObject([{ status: "ready" }, { status: "ready" }]);

    const submitted = await act("submit");
    expect(submitted.status).toBe(201);
    expect(await submitted.json()).toMatchObject({ status: "pending", stats: { pending: 2 } });
    const accepted = await act("accept", distributor, { acceptance_note: "Fine" });
    expect(accepted.status).toBe(201);
    expect(await accepted.json()).toMatchObject({ status: "accepted", acceptance_note: "Fine" });
    expect(await (await act("close", distributor)).json()).toMatchObject({
      errors: ["records: 2 of 2 have no billing id or no billing note."],
    });
    await reconcile(twin, ["a", "b"]);
    clock.advance(40);
    const closed = await act("close", distributor);
    expect(closed.status).toBe(200);
    expect(await closed.json()).toMatchObject({
      status: "closed",
      records: { valid: 2, invalid: 0, closed: 2 },
      events: { created: { by: { id: "SU-100-200-300" } }, closed: {} },
    });
    expect(twin.usage()).toMatchObject([{ status: "closed" }, { status: "closed" }]);
  });

  it("can be uploaded again after a rejection, in place of what it held", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    await call(twin, `POST /usage/files/${id}/submit`, { body: {} });
    const rejected = await call(twin, `POST /usage/files/${id}/reject`, {
      token: distributor,
      body: { rejection_note: "Too much" },
    });
    expect(rejected.status).toBe(201);
    expect(await rejected.json()).toMatchObject({ rejection_note: "Too much" });
    expect(twin.usage()).toMatchObject([{ status: "rejected", quantity: "5" }]);
    await uploadRows(twin, clock, { id, rows: [row("a", { quantity: 4 })] });
    expect(twin.usage()).toMatchObject([{ status: "ready", quantity: "4" }]);
  });

  it("stays in the list when it is deleted, and holds nothing any more", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    const deleted = await call(twin, `POST /usage/files/${id}/delete`);
    expect(deleted.status).toBe(200);
    const listed = await call(twin, "GET /usage/files");
    expect(await listed.json()).toMatchObject([{ id, status: "deleted" }]);
    expect(twin.usage()).toEqual([]);
    const again = await createDraft(twin);
    const checked = await uploadRows(twin, clock, { id: again, rows: [row("a")] });
    expect(checked).toMatchObject({ status: "ready" });
  });

  it("is accepted by a rule soon after it is submitted, by nobody", async () => {
    const connect = { ...sampleCatalogue.connect, autoAccept: true };
    const { twin, clock } = await open({ ...sampleCatalogue, connect });
    const id = await createDraft(twin);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    const submitted = await call(twin, `POST /usage/files/${id}/submit`);
    expect(await submitted.json()).toMatchObject({ status: "pending" });
    clock.advance(20);
    expect(await detail(twin, id)).toMatchObject({
      status: "accepted",
      acceptance_note: "Auto Approved",
      events: { accepted: { at: "2026-11-02T10:00:00.050+00:00" } },
    });
  });

  it("refuses what its state does not allow", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    const act = async (action: string, token?: string) => {
      const path = `/usage/files/${id}/${action}`;
      return (await call(twin, `POST ${path}`, { ...(token && { token }) })).status;
    };
    expect(await act("submit")).toBe(400);
    expect(await act("accept", distributor)).toBe(400);
    expect(await act("close", distributor)).toBe(400);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    expect(await act("submit")).toBe(201);
    expect(await act("submit")).toBe(400);
    expect(await act("delete")).toBe(400);
    expect((await upload(twin, id, { bytes: await toWorkbook([row("a")]) })).status).toBe(400);
    const body = { description: "late" };
    expect((await call(twin, `PUT /usage/files/${id}`, { body })).status).toBe(400);
    expect(await detail(twin, id)).toMatchObject({ status: "pending" });
  });

  it("answers 500 to a submit with a body of null, and changes nothing", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    await uploadRows(twin, clock, { id, rows: [row("a")] });
    const response = await call(twin, `POST /usage/files/${id}/submit`, { body: null });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error_code: null });
    expect(await detail(twin, id)).toMatchObject({ status: "ready" });
  });

  it("is billed by request of a test", async () => {
    const { twin, clock } = await open();
    const id = await createDraft(twin);
    const other = row("b", { asset_search_value: "AS-1001-0000-0002" });
    await uploadRows(twin, clock, { id, rows: [row("a"), other] });
    await call(twin, `POST /usage/files/${id}/submit`);
    twin.bill("AS-1001-0000-0001");
    expect(await detail(twin, id)).toMatchObject({ status: "accepted", records: { closed: 1 } });
    twin.bill();
    expect(await detail(twin, id)).toMatchObject({ status: "closed", records: { closed: 2 } });
  });
});
