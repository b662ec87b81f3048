import { readXlsx, type Sheet } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import {
  call,
  createDraft,
  distributor,
  type Row,
  reconcile,
  row,
  toWorkbook,
  uploadReconciliation,
  uploadRows,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const token = distributor;
const id = "RCN-2026-11-0000-0001";

/** An accepted file of three records for one hub. */
async function openAccepted() {
  const clock = createManualClock(NOW);
  const twin = await openTwin("connect", { clock });
  const file = await createDraft(twin);
  await uploadRows(twin, clock, { id: file, rows: [row("a"), row("b"), row("c")] });
  await call(twin, `POST /usage/files/${file}/submit`);
  await call(twin, `POST /usage/files/${file}/accept`, { token });
  const look = async (operation: string) =>
    (await call(twin, operation, { token })).json() as Promise<Record<string, unknown>>;
  return { twin, clock, file, look };
}

const billing = (recordId: string, billingId: string | null = "B1", note = "Paid"): Row => ({
  record_id: recordId,
  external_billing_id: billingId,
  external_billing_note: note,
});

async function readRecords(response: Response): Promise<Sheet | undefined> {
  const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
  return sheets.find(({ name }) => name === "records");
}

describe("reconciliations", () => {
  it("book what they tell, after a while", async () => {
    const { twin, clock, file, look } = await openAccepted();
    const bytes = await toWorkbook([billing("a"), billing("b"), billing("c")]);
    const created = await uploadReconciliation(twin, bytes, { note: "October" });
    expect(created.status).toBe(201);
    expect(await created.json()).toMatchObject({ id, status: "uploaded", usagefile: { id: file } });
    clock.advance(20);
    const path = `/usage/reconciliations/${id}`;
    expect(await look(`GET ${path}`)).toMatchObject({ status: "processing" });
    expect((await call(twin, `GET ${path}/processedfile`, { token })).status).toBe(400);
    clock.advance(20);
    expect(await look(`GET ${path}`)).toMatchObject({
      status: "processed",
      partusagefile: { id: "UFC-2026-11-0000-0001-001", provider: { id: "PA-300-400" } },
      binding: { hub: { id: "HB-1000-0000" } },
      notes: { uploaded: "October", processing: "3 of 3 records were booked." },
      events: { created: { by: { id: "SU-400-500-600" } } },
    });
    expect(await look(`GET /usage/files/${file}`)).toMatchObject({
      status: "accepted",
      sub_status: "processed",
      records: { closed: 3 },
    });
    const uploaded = await call(twin, `GET ${path}/uploadedfile`, { token });
    expect(new Uint8Array(await uploaded.arrayBuffer())).toEqual(bytes);
    expect(await look(`POST /usage/files/${file}/close`)).toMatchObject({ status: "closed" });
  });

  it("give back what could not be booked, with a comment on each cell", async () => {
    const { twin, clock, look } = await openAccepted();
    const rows = [billing("a"), billing("z"), billing("b", null), billing("c", "B1", "")];
    await uploadReconciliation(twin, await toWorkbook(rows));
    clock.advance(40);
    expect(await look(`GET /usage/reconciliations/${id}`)).toMatchObject({
      status: "processed",
      notes: { processing: "1 of 4 records were booked." },
    });
    const path = `/usage/reconciliations/${id}/processedfile`;
    const sheet = await readRecords(await call(twin, `GET ${path}`, { token }));
    const comments = [...(sheet?.cells ?? [])].map(([place, { comment }]) => [
      place,
      comment?.text,
    ]);
    expect(comments).toEqual([
      ["2,0", "Unknown record z"],
      ["3,1", "external_billing_id is required"],
      ["4,2", "external_billing_note is required"],
    ]);
    expect(sheet?.rows[1]).toEqual(["a", "B1", "Paid"]);
  });

  it("take the platform's ids too, and change what is closed", async () => {
    const { twin, clock, file, look } = await openAccepted();
    const record = "UR-2026-11-0000-0000-0000-0002";
    await reconcile(twin, ["a", record, "c"]);
    clock.advance(40);
    await look(`POST /usage/files/${file}/close`);
    await uploadReconciliation(twin, await toWorkbook([billing(record, "B2")]));
    clock.advance(40);
    expect(await look(`GET /usage/records/${record}`)).toMatchObject({
      status: "closed",
      external_billing_id: "B2",
    });
  });

  it("fail when nothing can be booked", async () => {
    const { twin, clock, look } = await openAccepted();
    await uploadReconciliation(twin, await toWorkbook([billing("x"), billing("y")]));
    clock.advance(40);
    const failed = await look(`GET /usage/reconciliations/${id}`);
    expect(failed).toMatchObject({
      status: "failed",
      error: { detail: "None of 2 rows could be booked: Unknown record x" },
    });
    expect(failed).not.toHaveProperty("usagefile");
  });

  it("leave rows alone that tell nothing, and complete what was told before", async () => {
    const { twin, clock, look } = await openAccepted();
    const record = "UR-2026-11-0000-0000-0000-0001";
    const body = { external_billing_id: "B1" };
    await call(twin, `POST /usage/records/${record}/close`, { token, body });
    const rows = [billing("a", null, "Late"), billing("b", null, ""), billing("c")];
    await uploadReconciliation(twin, await toWorkbook(rows));
    await uploadReconciliation(twin, await toWorkbook([billing("a", null, "")]));
    clock.advance(40);
    expect(await look(`GET /usage/reconciliations/${id}`)).toMatchObject({
      status: "processed",
      notes: { processing: "2 of 2 records were booked." },
    });
    expect(await look(`GET /usage/records/${record}`)).toMatchObject({
      external_billing_id: "B1",
      external_billing_note: "Late",
    });
    expect(await look(`GET /usage/reconciliations/${id.replace(/1$/, "2")}`)).toMatchObject({
      status: "failed",
      error: { detail: "No row tells of billing." },
    });
  });

  it("are listed by file, chunk and hub", async () => {
    const { twin, clock, file, look } = await openAccepted();
    await reconcile(twin, ["a"]);
    clock.advance(40);
    await reconcile(twin, ["nobody"]);
    for (const query of [
      `usagefile.id=${file}`,
      "partusagefile.id=UFC-2026-11-0000-0001-001",
      "partusagefile.provider.id=PA-300-400&binding.hub.id=HB-1000-0000",
    ]) {
      expect(await look(`GET /usage/reconciliations?${query}`)).toMatchObject([{ id }]);
    }
    expect(await look("GET /usage/reconciliations?ordering(-usagefile.id)")).toHaveLength(2);
  });

  it("are uploaded to one file too, which links to what became of it", async () => {
    const { twin, clock, file, look } = await openAccepted();
    const path = `/usage/files/${file}/reconciliation`;
    const bytes = await toWorkbook([billing("a"), billing("z")]);
    const answer = await uploadReconciliation(twin, bytes, { path });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: file, sub_status: "processing" });
    clock.advance(40);
    const { reconciliation_file_uri: link, sub_status } = await look(`GET /usage/files/${file}`);
    expect(sub_status).toBe("processed");
    const sheet = await readRecords(await fetch(String(link)));
    expect(sheet?.cells?.get("2,0")?.comment?.text).toBe("Unknown record z");
  });

  it("are refused for a file that nobody accepted", async () => {
    const { twin } = await openAccepted();
    const path = `/usage/files/${await createDraft(twin)}/reconciliation`;
    const answer = await uploadReconciliation(twin, await toWorkbook([billing("a")]), { path });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: ["status: reconciliation is not possible while the file is draft."],
    });
  });

  it.each([
    ["the file is not a workbook in XLSX format.", new TextEncoder().encode("a,b")],
    ["the sheet records is missing.", toWorkbook([billing("a")], "other")],
    ["the column record_id is missing.", toWorkbook([{ external_billing_id: "B" }])],
    ["the column external_billing_id is missing.", toWorkbook([{ record_id: "a" }])],
  ])("are refused at once: %s", async (error, bytes) => {
    const { twin } = await openAccepted();
    const answer = await uploadReconciliation(twin, await bytes);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [`recon_file: ${error}`] });
  });
});
