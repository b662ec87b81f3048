import { type ConnectClient, type Operations, toFormData } from "@usage-billing/connect-client";
import type { Calls } from "./calls.ts";
import { connectQueries } from "./connect-queries.ts";

const workbook = new File([Uint8Array.of(80, 75, 3, 4, 0, 255)], "usage.xlsx", {
  type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
});
const closure = { external_billing_id: "INV-1", external_billing_note: "billed" };

const file = { params: { path: { id: "UF-2026-10-4471-2086" } } };
const record = { params: { path: { id: "UR-2026-10-4471-2086-0001" } } };
const chunk = { params: { path: { id: "UFC-2026-10-4471-2086-001" } } };
const reconciliation = { params: { path: { id: "URF-2026-10-4471" } } };
const product = { path: { product_pk: "PRD-276-377-545" } };
const rule = { params: { path: { ...product.path, id: "UIR-1" } } };
const item = { id: "PRD-276-377-545-0001" };

/** One call of every Connect operation. */
export const connectCalls: Calls<ConnectClient, Operations> = {
  listUsageFiles: (client, init) =>
    client.GET("/usage/files", {
      ...init,
      params: { query: connectQueries.listUsageFiles },
    }),
  createUsageFile: (client, init) =>
    client.POST("/usage/files", {
      ...init,
      body: {
        name: "October",
        description: "",
        note: "",
        period: { from: "2026-10-01", to: "2026-10-31" },
        currency: "USD",
        product: { id: "PRD-276-377-545" },
        contract: { id: "CRD-41560-05399-12345" },
        external_id: "key",
      },
    }),
  getUsageFile: (client, init) => client.GET("/usage/files/{id}", { ...init, ...file }),
  updateUsageFile: (client, init) =>
    client.PUT("/usage/files/{id}", { ...init, ...file, body: { note: "n", external_id: "key" } }),
  uploadUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/upload", {
      ...init,
      ...file,
      body: { usage_file: workbook },
      bodySerializer: toFormData,
    }),
  submitUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/submit", { ...init, ...file, body: {} }),
  deleteUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/delete", { ...init, ...file, body: {} }),
  acceptUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/accept", { ...init, ...file, body: { acceptance_note: "ok" } }),
  rejectUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/reject", { ...init, ...file, body: { rejection_note: "no" } }),
  closeUsageFile: (client, init) => client.POST("/usage/files/{id}/close", { ...init, ...file }),
  approveAllUsageRecords: (client, init) =>
    client.PUT("/usage/files/{id}/approve-all", { ...init, ...file }),
  uploadUsageFileReconciliation: (client, init) =>
    client.POST("/usage/files/{id}/reconciliation", {
      ...init,
      ...file,
      body: { recon_file: workbook },
      bodySerializer: toFormData,
    }),
  reprocessUsageFile: (client, init) =>
    client.POST("/usage/files/{id}/reprocess", { ...init, ...file }),
  listUsageFileCategories: (client, init) =>
    client.GET("/usage/files/{file_pk}/categories", {
      ...init,
      params: {
        path: { file_pk: file.params.path.id },
        query: connectQueries.listUsageFileCategories,
      },
    }),
  getUsageTemplate: (client, init) =>
    client.GET("/usage/products/{id}/template", {
      ...init,
      params: { path: { id: "PRD-276-377-545" } },
    }),
  listUsageRecords: (client, init) =>
    client.GET("/usage/records", {
      ...init,
      params: { query: connectQueries.listUsageRecords },
    }),
  getUsageRecord: (client, init) => client.GET("/usage/records/{id}", { ...init, ...record }),
  updateUsageRecord: (client, init) =>
    client.PUT("/usage/records/{id}", { ...init, ...record, body: { status: "approved" } }),
  closeUsageRecord: (client, init) =>
    client.POST("/usage/records/{id}/close", { ...init, ...record, body: closure }),
  closeUsageRecords: (client, init) =>
    client.POST("/usage/records/close-records", {
      ...init,
      body: [{ id: record.params.path.id, ...closure }],
    }),
  listUsageChunks: (client, init) =>
    client.GET("/usage/chunks", {
      ...init,
      params: { query: connectQueries.listUsageChunks },
    }),
  getUsageChunk: (client, init) => client.GET("/usage/chunks/{id}", { ...init, ...chunk }),
  updateUsageChunk: (client, init) =>
    client.PUT("/usage/chunks/{id}", { ...init, ...chunk, body: { external_id: "batch 1" } }),
  closeUsageChunk: (client, init) =>
    client.POST("/usage/chunks/{id}/close", { ...init, ...chunk, body: closure }),
  downloadUsageChunk: (client, init) =>
    client.GET("/usage/chunks/{id}/download", { ...init, ...chunk, parseAs: "arrayBuffer" }),
  regenerateUsageChunk: (client, init) =>
    client.POST("/usage/chunks/{id}/regenerate", { ...init, ...chunk }),
  listUsageReconciliations: (client, init) =>
    client.GET("/usage/reconciliations", {
      ...init,
      params: { query: connectQueries.listUsageReconciliations },
    }),
  createUsageReconciliation: (client, init) =>
    client.POST("/usage/reconciliations", {
      ...init,
      body: { recon_file: workbook, upload_note: "October" },
      bodySerializer: toFormData,
    }),
  getUsageReconciliation: (client, init) =>
    client.GET("/usage/reconciliations/{id}", { ...init, ...reconciliation }),
  downloadProcessedReconciliation: (client, init) =>
    client.GET("/usage/reconciliations/{id}/processedfile", {
      ...init,
      ...reconciliation,
      parseAs: "arrayBuffer",
    }),
  downloadUploadedReconciliation: (client, init) =>
    client.GET("/usage/reconciliations/{id}/uploadedfile", {
      ...init,
      ...reconciliation,
      parseAs: "arrayBuffer",
    }),
  listUsageAggregates: (client, init) =>
    client.GET("/usage/aggregates", {
      ...init,
      params: { query: connectQueries.listUsageAggregates },
    }),
  listAssetUsageAggregates: (client, init) =>
    client.GET("/assets/{asset_pk}/usage/aggregates", {
      ...init,
      params: { path: { asset_pk: "AS-1" }, query: connectQueries.listAssetUsageAggregates },
    }),
  listUsageRules: (client, init) =>
    client.GET("/products/{product_pk}/usage/rules", {
      ...init,
      params: { ...product, query: connectQueries.listUsageRules },
    }),
  createUsageRule: (client, init) =>
    client.POST("/products/{product_pk}/usage/rules", {
      ...init,
      params: product,
      body: { item, action: "manual", rule: "usage > 10", status: "active" },
    }),
  getUsageRule: (client, init) =>
    client.GET("/products/{product_pk}/usage/rules/{id}", { ...init, ...rule }),
  updateUsageRule: (client, init) =>
    client.PUT("/products/{product_pk}/usage/rules/{id}", {
      ...init,
      ...rule,
      body: { item, action: "reject", gravity: { after: "UIR-2" } },
    }),
  deleteUsageRule: (client, init) =>
    client.DELETE("/products/{product_pk}/usage/rules/{id}", { ...init, ...rule }),
};
