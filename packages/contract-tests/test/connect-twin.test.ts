import { createConnectChannel } from "@usage-billing/connect";
import { type ConnectClient, createConnectClient, toFormData } from "@usage-billing/connect-client";
import { sampleCatalogue } from "@usage-billing/twins";
import { writeXlsx } from "hucre/xlsx";
import { expect, it } from "vitest";
import { answersThatBreak, type JudgedTwin, openTwin } from "./open-twin.ts";
import { octoberRecord } from "./usage-records.ts";

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const { vendor: vendorToken, distributor: distributorToken = "" } =
  sampleCatalogue.connect.credentials;
const attributes = { product: "PRD-276-377-545", contract: "CRD-41560-05399-12345" };
const details = {
  name: "October",
  description: "",
  period: { from: "2026-10-01", to: "2026-10-31" },
  currency: "USD",
  product: { id: attributes.product },
  contract: { id: attributes.contract },
  external_id: "october",
};

/** A workbook of three rows, as the adapter writes it. */
function workbook(meter: string): File {
  const channel = createConnectChannel({ apiKey: vendorToken, currency: "USD" });
  const records = ["0001", "0002", "0003"].map((number) => {
    const subscription = `AS-1001-0000-${number}`;
    const recordId = `${meter}-${number}`;
    return octoberRecord("connect", { recordId, subscription, meter, attributes });
  });
  const body = channel.plan(records)[0]?.body ?? new Uint8Array();
  return new File([new Uint8Array(body)], "usage.xlsx", {
    type: XLSX_TYPE,
  });
}

/** A reconciliation that bills one record, by the platform's id. */
async function reconciliationOf(record: string): Promise<File> {
  const rows = [
    ["record_id", "external_billing_id", "external_billing_note"],
    [record, "INV-1", "billed"],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: "records", rows }] });
  return new File([new Uint8Array(bytes)], "reconciliation.xlsx", { type: XLSX_TYPE });
}

function connectTo({ contract, twin }: JudgedTwin, apiKey: string): ConnectClient {
  return createConnectClient({ apiKey, baseUrl: twin.baseUrl, fetch: contract.fetch });
}

/** Creates a file, uploads a workbook and lets the platform process it. */
async function uploadUsage({ clock }: JudgedTwin, vendor: ConnectClient, meter = "SEAT-PRO") {
  const { data } = await vendor.POST("/usage/files", { body: details });
  const file = { params: { path: { id: data?.id ?? "" } } };
  const body = { usage_file: workbook(meter) };
  await vendor.POST("/usage/files/{id}/upload", { ...file, body, bodySerializer: toFormData });
  await clock.sleep(600_000);
  return file;
}

it("answers the vendor as the Connect document declares", async () => {
  const judged = await openTwin("connect");
  const vendor = connectTo(judged, vendorToken);
  const file = await uploadUsage(judged, vendor);
  const { id } = file.params.path;
  const { data } = await vendor.GET("/usage/files/{id}", file);
  expect(data).toMatchObject({ status: "ready", external_id: "october" });
  await vendor.PUT("/usage/files/{id}", { ...file, body: { note: "n" } });
  await vendor.POST("/usage/files/{id}/submit", { ...file, body: {} });
  await vendor.GET("/usage/files", { params: { query: { external_id: "october", limit: 1 } } });
  await vendor.GET("/usage/files/{file_pk}/categories", { params: { path: { file_pk: id } } });
  const template = { params: { path: { id: attributes.product } } };
  await vendor.GET("/usage/products/{id}/template", template);
  const query = { "usagefile.id": id, limit: 2, offset: 1 };
  const { data: records } = await vendor.GET("/usage/records", { params: { query } });
  expect(records).toHaveLength(2);
  await vendor.GET("/usage/records/{id}", { params: { path: { id: records?.[0]?.id ?? "" } } });
  await vendor.GET("/usage/aggregates", { params: { query: { "asset.id": "AS-1001-0000-0001" } } });
  const asset_pk = "AS-1001-0000-0001";
  await vendor.GET("/assets/{asset_pk}/usage/aggregates", { params: { path: { asset_pk } } });
  const invalid = await uploadUsage(judged, vendor, "NO-SUCH-ITEM");
  expect((await vendor.GET("/usage/files/{id}", invalid)).data?.status).toBe("invalid");
  await vendor.POST("/usage/files/{id}/delete", { ...invalid, body: {} });
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
  expect(judged.contract.called.size).toBe(13);
});

it("answers the distributor as the Connect document declares", async () => {
  const judged = await openTwin("connect");
  const vendor = connectTo(judged, vendorToken);
  const distributor = connectTo(judged, distributorToken);
  const file = await uploadUsage(judged, vendor);
  await vendor.POST("/usage/files/{id}/submit", { ...file, body: {} });
  await distributor.POST("/usage/files/{id}/reject", { ...file, body: { rejection_note: "no" } });
  const again = await uploadUsage(judged, vendor, "API-CALLS");
  await vendor.POST("/usage/files/{id}/submit", { ...again, body: {} });
  const query = { "usagefile.id": again.params.path.id };
  const { data = [] } = await distributor.GET("/usage/records", { params: { query } });
  const [first = "", second = "", third = ""] = data.map(({ id }) => id);
  const path = { id: first };
  await distributor.PUT("/usage/records/{id}", { params: { path }, body: { status: "approved" } });
  await distributor.PUT("/usage/files/{id}/approve-all", again);
  await distributor.POST("/usage/files/{id}/accept", { ...again, body: { acceptance_note: "ok" } });
  await distributor.POST("/usage/files/{id}/reprocess", again);
  const closure = { external_billing_id: "INV-1", external_billing_note: "billed" };
  await distributor.POST("/usage/records/{id}/close", { params: { path }, body: closure });
  const many = [{ id: second, ...closure }, { id: "UR-unknown" }];
  const closed = await distributor.POST("/usage/records/close-records", { body: many });
  expect(closed.response.status).toBe(206);
  const reconciliation = { recon_file: await reconciliationOf(third), upload_note: "October" };
  const created = await distributor.POST("/usage/reconciliations", {
    body: reconciliation,
    bodySerializer: toFormData,
  });
  await judged.clock.sleep(600_000);
  const reconciled = { params: { path: { id: created.data?.id ?? "" } } };
  const { data: booked } = await distributor.GET("/usage/reconciliations/{id}", reconciled);
  expect(booked?.status).toBe("processed");
  await distributor.GET("/usage/reconciliations", { params: { query } });
  const asBytes = { ...reconciled, parseAs: "arrayBuffer" } as const;
  await distributor.GET("/usage/reconciliations/{id}/processedfile", asBytes);
  await distributor.GET("/usage/reconciliations/{id}/uploadedfile", asBytes);
  await distributor.POST("/usage/files/{id}/close", again);
  await distributor.POST("/usage/files/{id}/reconciliation", {
    ...again,
    body: { recon_file: await reconciliationOf(third) },
    bodySerializer: toFormData,
  });
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
  expect(judged.contract.called.size).toBe(18);
});

it("answers about chunks as the Connect document declares", async () => {
  const judged = await openTwin("connect");
  const vendor = connectTo(judged, vendorToken);
  const distributor = connectTo(judged, distributorToken);
  const file = await uploadUsage(judged, vendor);
  await vendor.POST("/usage/files/{id}/submit", { ...file, body: {} });
  await distributor.POST("/usage/files/{id}/accept", { ...file, body: { acceptance_note: "ok" } });
  const query = { "usagefile.id": file.params.path.id };
  await distributor.GET("/usage/chunks", { params: { query } });
  await judged.clock.sleep(600_000);
  const { data: chunks } = await distributor.GET("/usage/chunks", { params: { query } });
  expect(chunks).toMatchObject([{ status: "ready" }]);
  const chunk = { params: { path: { id: chunks?.[0]?.id ?? "" } } };
  await distributor.POST("/usage/chunks/{id}/regenerate", chunk);
  await judged.clock.sleep(600_000);
  await distributor.GET("/usage/chunks/{id}", chunk);
  await distributor.PUT("/usage/chunks/{id}", { ...chunk, body: { external_id: "batch 1" } });
  await distributor.GET("/usage/chunks/{id}/download", { ...chunk, parseAs: "arrayBuffer" });
  await distributor.POST("/usage/chunks/{id}/close", {
    ...chunk,
    body: { external_billing_id: "INV-1", external_billing_note: "billed" },
  });
  expect((await vendor.GET("/usage/files/{id}", file)).data?.status).toBe("closed");
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
});

it("answers about rules as the Connect document declares", async () => {
  const judged = await openTwin("connect");
  const distributor = connectTo(judged, distributorToken);
  const product = { path: { product_pk: attributes.product } };
  const item = { id: `${attributes.product}-0001` };
  const body = { item, action: "accept", rule: "usage <= 10", status: "active" };
  const rules = "/products/{product_pk}/usage/rules";
  const { data: first } = await distributor.POST(rules, { params: product, body });
  const { data: other } = await distributor.POST(rules, { params: product, body });
  const rule = { params: { path: { ...product.path, id: other?.id ?? "" } } };
  const after = first?.id ?? "";
  await distributor.PUT(`${rules}/{id}`, { ...rule, body: { gravity: { after } } });
  await distributor.GET(rules, { params: { ...product, query: { action: "accept" } } });
  await distributor.GET(`${rules}/{id}`, rule);
  await distributor.DELETE(`${rules}/{id}`, rule);
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
  expect(judged.contract.called.size).toBe(5);
});

it("refuses and fails in the words of the Connect document", async () => {
  const judged = await openTwin("connect");
  const vendor = connectTo(judged, vendorToken);
  const unknown = { params: { path: { id: "UF-2026-10-0000-0000" } } };
  const file = await uploadUsage(judged, vendor);
  const broken = new File(["no workbook"], "usage.xlsx", { type: "application/octet-stream" });
  const answers = [
    await connectTo(judged, "SU-1:wrong").GET("/usage/files"),
    await connectTo(judged, distributorToken).POST("/usage/files", { body: details }),
    await vendor.GET("/usage/files/{id}", unknown),
    await vendor.POST("/usage/files", { body: {} }),
    await vendor.POST("/usage/files/{id}/accept", { ...file, body: { acceptance_note: "ok" } }),
    await vendor.POST("/usage/files/{id}/upload", {
      ...file,
      body: { usage_file: broken },
      bodySerializer: toFormData,
    }),
  ];
  const statuses = answers.map(({ response }) => response.status);
  for (const kind of ["rate-limit", "server-error"] as const) {
    judged.twin.arm({ kind, times: 2 });
    statuses.push((await vendor.POST("/usage/files", { body: details })).response.status);
    statuses.push((await vendor.GET("/usage/files")).response.status);
  }
  expect(statuses).toEqual([401, 403, 404, 400, 403, 400, 429, 429, 500, 500]);
  expect(answersThatBreak(judged.contract)).toEqual([]);
});
