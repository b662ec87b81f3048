import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { call, createDraft, distributor, row, uploadRows } from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";
import type { Twin } from "../../twin.ts";

const storage = { item_search_value: "STORAGE-GB", quantity: "123456789012345678.0625" };

/** A submitted file of three records. */
async function openSubmitted(): Promise<{ twin: Twin; id: string }> {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  const id = await createDraft(twin);
  const rows = [row("a"), row("b", { quantity: 7 }), row("c", storage)];
  await uploadRows(twin, clock, { id, rows });
  await call(twin, `POST /usage/files/${id}/submit`);
  return { twin, id };
}

const accept = (twin: Twin, id: string) =>
  call(twin, `POST /usage/files/${id}/accept`, { token: distributor, body: {} });

const first = "UR-2026-11-0000-0000-0000-0001";
const second = "UR-2026-11-0000-0000-0000-0002";
const third = "UR-2026-11-0000-0000-0000-0003";

describe("records", () => {
  it("show exact quantities and no id of the vendor", async () => {
    const { twin, id } = await openSubmitted();
    const path = `/usage/records?usagefile.id=${id}&item.id=PRD-276-377-545-0002`;
    const text = await (await call(twin, `GET ${path}`)).text();
    expect(text).toContain('"usage":123456789012345678.0625,');
    const [record] = JSON.parse(text);
    expect(record).toMatchObject({
      id: third,
      status: "valid",
      start_date: "2026-10-01T00:00:00+00:00",
      end_date: "2026-10-01T23:59:59+00:00",
      asset: { id: "AS-1001-0000-0001" },
      item: { mpn: "STORAGE-GB", precision: "decimal(4)", type: "ppu" },
      usagefile: { id, schema: "qt", currency: "USD" },
    });
    expect(JSON.stringify(record)).not.toContain('"c"');
    const one = await call(twin, `GET /usage/records/${third}`);
    expect(await one.text()).toContain('"usage":123456789012345678.0625,');
  });

  it("close one by one, and their file with the last", async () => {
    const { twin, id } = await openSubmitted();
    const close = (record: string) =>
      call(twin, `POST /usage/records/${record}/close`, {
        token: distributor,
        body: { external_billing_id: "B1", external_billing_note: "Paid" },
      });
    expect((await close(first)).status).toBe(400);
    await accept(twin, id);
    const closed = await close(first);
    expect(await closed.json()).toMatchObject({
      status: "closed",
      external_billing_id: "B1",
      external_billing_note: "Paid",
    });
    await close(second);
    expect(twin.usage()).toMatchObject([{}, { status: "accepted" }, {}]);
    await close(third);
    expect(twin.usage()).toMatchObject([{}, { status: "closed" }, {}]);
  });

  it("close in bulk with a result for each", async () => {
    const { twin, id } = await openSubmitted();
    await accept(twin, id);
    const body = [{ id: first, external_billing_note: "Paid" }, { id: "UR-0" }, { id: first }];
    const path = "/usage/records/close-records";
    const response = await call(twin, `POST ${path}`, { token: distributor, body });
    expect(response.status).toBe(206);
    expect(await response.json()).toEqual([
      { id: first, status: "closed" },
      { id: "UR-0", error_codes: "VAL_001", error_details: "id: There is no record UR-0." },
      {
        id: first,
        status: "closed",
        error_codes: "VAL_001",
        error_details: "status: close is not possible while the record is closed.",
      },
    ]);
    expect((await call(twin, `POST ${path}`, { token: distributor, body: {} })).status).toBe(400);
  });

  it("can be approved alone or all at once", async () => {
    const { twin, id } = await openSubmitted();
    const put = (body: unknown) =>
      call(twin, `PUT /usage/records/${first}`, { token: distributor, body });
    expect((await put({ status: "paid" })).status).toBe(400);
    expect(await (await put({ status: "rejected" })).json()).toMatchObject({ status: "rejected" });
    await call(twin, `PUT /usage/files/${id}/approve-all`, { token: distributor });
    const approved = await call(twin, "GET /usage/records?status=approved");
    expect(await approved.json()).toMatchObject([{ id: second }, { id: third }]);
  });
});

describe("aggregates", () => {
  it("sum up by asset and item, reported and accepted", async () => {
    const { twin, id } = await openSubmitted();
    const before = await call(twin, "GET /usage/aggregates?item.local_id=PRD_276_377_545_0001");
    expect(await before.json()).toMatchObject([{ consumed: 12, accepted: 0 }]);
    await accept(twin, id);
    const path = "/assets/AS-1001-0000-0001/usage/aggregates";
    const after = await (await call(twin, `GET ${path}`)).text();
    expect(JSON.parse(after)).toMatchObject([{ consumed: 12, accepted: 12 }, {}]);
    expect(after).toContain('"accepted":123456789012345678.0625,');
  });
});

describe("the template", () => {
  it("has the columns that the product needs", async () => {
    const { twin } = await openSubmitted();
    const path = "/usage/products/PRD-276-377-545/template";
    const { template_link } = (await (await call(twin, `GET ${path}`)).json()) as {
      template_link: string;
    };
    const bytes = await (await fetch(template_link)).arrayBuffer();
    const [sheet] = (await readXlsx(new Uint8Array(bytes))).sheets;
    expect(sheet?.rows[0]).toEqual(expect.arrayContaining(["record_id", "quantity"]));
    const unknown = await call(twin, "GET /usage/products/PRD-0/template");
    expect(unknown.status).toBe(404);
  });
});
