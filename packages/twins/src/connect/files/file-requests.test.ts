import { describe, expect, it } from "vitest";
import {
  call,
  createDraft,
  detail,
  distributor,
  draft,
  row,
  toWorkbook,
  upload,
  vendor,
} from "../../testing/connect-requests.ts";
import { createManualClock } from "../../testing/manual-clock.ts";
import { NOW, openTwin } from "../../testing/open-twin.ts";

const open = () => openTwin("connect", { clock: createManualClock(NOW) });

describe("authentication", () => {
  it.each([
    ["GET", "/usage/files", "ApiKey SU-000-000-000:other", 401],
    ["GET", "/usage/files", vendor.replace("ApiKey ", ""), 401],
    ["GET", "/usage/files", distributor, 200],
    ["POST", "/usage/files", distributor, 403],
    ["POST", "/usage/files/UF-1/accept", vendor, 403],
    ["POST", "/usage/records/close-records", vendor, 403],
  ])("answers %s %s with %j by %i", async (method, path, token, status) => {
    const response = await call(await open(), `${method} ${path}`, { token });
    expect(response.status).toBe(status);
    if (status === 401) {
      expect(await response.json()).toMatchObject({ error_code: "AUTH_001" });
    }
  });

  it("answers 401 without a token", async () => {
    const twin = await open();
    expect((await fetch(`${twin.baseUrl}/usage/files`)).status).toBe(401);
  });
});

describe("POST /usage/files", () => {
  it("creates a draft of the same shape as the detail", async () => {
    const twin = await open();
    const body = draft({ external_id: "delivery-1", note: "Ours" });
    const created = await call(twin, "POST /usage/files/", { body });
    expect(created.status).toBe(201);
    const json = (await created.json()) as { id: string };
    expect(json).toMatchObject({
      status: "draft",
      external_id: "delivery-1",
      schema: "qt",
      currency: "USD",
      product: { id: "PRD-276-377-545" },
      contract: { id: "CRD-41560-05399-12345" },
      period: { from: "2026-10-01", to: "2026-10-31" },
      events: { created: { at: "2026-11-02T10:00:00+00:00" } },
    });
    expect(json).toEqual(await detail(twin, json.id));
  });

  it("makes a name of the period when none is given", async () => {
    const twin = await open();
    const id = await createDraft(twin, { name: undefined });
    expect(await detail(twin, id)).toMatchObject({ name: "10/01/2026 - 10/31/2026" });
  });

  it.each([
    [{ product: undefined }, "product.id: This field is required."],
    [{ product: { id: "PRD-0" } }, "product: PRD-0 does not exist."],
    [{ contract: { id: "CRD-0" } }, "contract: CRD-0 does not exist."],
    [{ name: "", period: null }, "name: This field is required."],
    [{ name: "n".repeat(101) }, "name: Ensure this field has no more than 100 characters."],
    [{ description: 5 }, "description: Not a valid string."],
    [{ period: { from: "01/10/2026" } }, "period.from: The date must have the form YYYY-MM-DD."],
    [{ period: { from: "2026-10-02", to: "2026-10-01" } }, "period: It ends before it starts."],
  ])("refuses %o", async (rest, error) => {
    const twin = await open();
    const response = await call(twin, "POST /usage/files", { body: draft(rest) });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error_code: "VAL_001", errors: [error], params: {} });
  });
});

describe("PUT /usage/files/{id}", () => {
  it("changes what is sent and answers three members", async () => {
    const twin = await open();
    const id = await createDraft(twin);
    const body = { note: "New", external_id: "delivery-2" };
    const response = await call(twin, `PUT /usage/files/${id}`, { body });
    expect(await response.json()).toEqual({
      description: "",
      note: "New",
      external_id: "delivery-2",
    });
    expect(await detail(twin, id)).toMatchObject({ external_id: "delivery-2", currency: "USD" });
  });

  it("answers 404 to an unknown file", async () => {
    const twin = await open();
    const response = await call(twin, "PUT /usage/files/UF-0", { body: {} });
    expect(response.status).toBe(404);
  });
});

describe("POST /usage/files/{id}/upload", () => {
  const refuse = async (bytes: Uint8Array, options?: { part?: string; name?: string }) => {
    const twin = await open();
    const id = await createDraft(twin);
    const response = await upload(twin, id, { bytes, ...options });
    expect(response.status).toBe(400);
    expect(await detail(twin, id)).toMatchObject({ status: "draft" });
    return ((await response.json()) as { errors: string[] }).errors;
  };
  const { quantity: _, ...withoutQuantity } = row("a");

  it("refuses at once what is no usage workbook", async () => {
    const workbook = await toWorkbook([row("a")]);
    const [notXlsx] = await refuse(new TextEncoder().encode("record_id,quantity"));
    expect(notXlsx).toContain("not a workbook");
    const [torn] = await refuse(workbook.slice(0, 400));
    expect(torn).toContain("not a workbook");
    expect(await refuse(await toWorkbook([row("a")], "usage_records"))).toEqual([
      "usage_file: the sheet records is missing.",
    ]);
    expect(await refuse(await toWorkbook([]))).toEqual([
      "usage_file: the sheet records has no rows.",
    ]);
  });

  it("refuses missing and unknown columns by name", async () => {
    const workbook = await toWorkbook([{ ...withoutQuantity, asset_recon_id: "x" }]);
    expect(await refuse(workbook)).toEqual([
      "usage_file: the column quantity is missing.",
      "usage_file: the column asset_recon_id is unknown.",
    ]);
  });

  it("refuses another part, another file name and another body", async () => {
    const workbook = await toWorkbook([row("a")]);
    expect(await refuse(workbook, { part: "file" })).toEqual([
      "usage_file: No file was submitted.",
    ]);
    expect(await refuse(workbook, { name: "usage.csv" })).toEqual([
      "usage_file: The file's name must end in .xlsx.",
    ]);
    const twin = await open();
    const id = await createDraft(twin);
    const json = await call(twin, `POST /usage/files/${id}/upload`, { body: {} });
    expect(json.status).toBe(400);
  });

  it("gives the uploaded bytes back, byte for byte", async () => {
    const twin = await open();
    const id = await createDraft(twin);
    const workbook = await toWorkbook([row("a", { record_note: "Überlauf ☃" })]);
    const uploaded = await upload(twin, id, { bytes: workbook });
    const { usage_file_uri } = (await uploaded.json()) as { usage_file_uri: string };
    const stored = new Uint8Array(await (await fetch(usage_file_uri)).arrayBuffer());
    expect(stored).toEqual(new Uint8Array(workbook));
  });
});
