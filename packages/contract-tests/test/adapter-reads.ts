import { type ConnectUsage, createConnectUsage } from "@usage-billing/connect";
import { type Channel, Quantity, type SentRecord } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import { octoberRecord } from "./usage-records.ts";

/** Reads the answer of one operation through an adapter. */
export type Read = () => Promise<unknown>;

const workbook = Uint8Array.of(80, 75, 3, 4);
const file = "UF-2026-10-4471-2086";
const period = { from: "2026-10-01", to: "2026-10-31" };

function readFiles({ files }: ConnectUsage): Record<string, Read> {
  return {
    listUsageFiles: () => Array.fromAsync(files.list()),
    createUsageFile: () => files.create({ product: "PRD-1", contract: "CRD-1", period }),
    getUsageFile: () => files.get(file),
    updateUsageFile: () => files.update(file, { note: "n" }),
    uploadUsageFile: () => files.upload(file, workbook),
    submitUsageFile: () => files.submit(file),
    deleteUsageFile: () => files.delete(file),
    acceptUsageFile: () => files.accept(file, "ok"),
    rejectUsageFile: () => files.reject(file, "no"),
    closeUsageFile: () => files.close(file),
    approveAllUsageRecords: () => files.approveAll(file),
    uploadUsageFileReconciliation: () => files.uploadReconciliation(file, workbook),
    reprocessUsageFile: () => files.reprocess(file),
  };
}

function readRecords({ chunks, reconciliations, records }: ConnectUsage): Record<string, Read> {
  const billingId = "INV-1";
  return {
    listUsageRecords: () => Array.fromAsync(records.list()),
    getUsageRecord: () => records.get("UR-1"),
    updateUsageRecord: () => records.setStatus("UR-1", "approved"),
    closeUsageRecord: () => records.close("UR-1", { billingId }),
    closeUsageRecords: () => Array.fromAsync(records.closeMany([{ id: "UR-1", billingId }])),
    listUsageChunks: () => Array.fromAsync(chunks.list()),
    getUsageChunk: () => chunks.get("UFC-1"),
    updateUsageChunk: () => chunks.setExternalId("UFC-1", "batch 1"),
    closeUsageChunk: () => chunks.close("UFC-1", { billingId }),
    downloadUsageChunk: () => chunks.download("UFC-1"),
    regenerateUsageChunk: () => chunks.regenerate("UFC-1"),
    listUsageReconciliations: () => Array.fromAsync(reconciliations.list()),
    createUsageReconciliation: () => reconciliations.upload(workbook),
    getUsageReconciliation: () => reconciliations.get("URF-1"),
    downloadProcessedReconciliation: () => reconciliations.downloadProcessed("URF-1"),
    downloadUploadedReconciliation: () => reconciliations.downloadUploaded("URF-1"),
  };
}

function readRest({
  aggregates,
  categories,
  rules,
  templates,
}: ConnectUsage): Record<string, Read> {
  const ofProduct = rules("PRD-1");
  return {
    listUsageAggregates: () => Array.fromAsync(aggregates.list()),
    listAssetUsageAggregates: () => Array.fromAsync(aggregates.ofAsset("AS-1")),
    listUsageFileCategories: () => Array.fromAsync(categories.list(file)),
    getUsageTemplate: () => templates.link("PRD-1"),
    listUsageRules: () => Array.fromAsync(ofProduct.list()),
    createUsageRule: () => ofProduct.create({ action: "accept" }),
    getUsageRule: () => ofProduct.get("UIR-1"),
    updateUsageRule: () => ofProduct.update("UIR-1", { action: "reject" }),
    deleteUsageRule: () => ofProduct.delete("UIR-1"),
  };
}

/** One delivery of one record, as a channel plans it. */
function sentBy(channel: Channel, record: SentRecord["record"], reference: string): SentRecord {
  const [delivery] = channel.plan([record]);
  if (delivery === undefined) throw new Error("one record makes one delivery");
  return { record, delivery, reference };
}

/** A window from long before to long after everything that is generated. */
const ever = { from: Date.UTC(1000, 0), to: Date.UTC(2999, 0) };

function readRebilly(transport: Transport): Record<string, Read> {
  const account = { organizationId: "org_1", apiKey: "sk_1", retries: 0 };
  const channel = createRebillyChannel({ ...account, clock: createFakeClock(), transport });
  const record = octoberRecord("rebilly", { subscription: "sub_1" });
  const sent = sentBy(channel, record, "usg_1");
  return {
    listUsages: () => Array.fromAsync(channel.list(ever)),
    createUsage: () => channel.send(sent.delivery),
    deleteUsage: () => channel.retract(sent),
  };
}

function readTwoCheckout(transport: Transport): Record<string, Read> {
  const account = { merchantCode: "ACME", secretKey: "secret", timeZone: "Etc/UTC", retries: 0 };
  const channel = createTwoCheckoutChannel({ ...account, clock: createFakeClock(), transport });
  const record = octoberRecord("twocheckout", { subscription: "SUB-1", meter: "SEATS" });
  const sent = sentBy(channel, record, "120010776516");
  const replacement = { ...record, quantity: Quantity.parse("7") };
  return {
    listSubscriptionUsages: () =>
      Array.fromAsync(channel.list({ ...ever, subscriptions: ["SUB-1"] })),
    addSubscriptionUsages: () => channel.send(sent.delivery),
    updateSubscriptionUsage: () => channel.correct(sent, replacement),
    deleteSubscriptionUsages: () => channel.retract(sent),
  };
}

function readConnect(transport: Transport): Record<string, Read> {
  const account = { apiKey: "ApiKey SU-1:token", retries: 0, clock: createFakeClock(), transport };
  const usage = createConnectUsage(account);
  return { ...readFiles(usage), ...readRecords(usage), ...readRest(usage) };
}

/** How each adapter reads the answers of the operations that it has, by operation. */
export const adapterReads: Readonly<
  Record<"connect" | "rebilly" | "twocheckout", (transport: Transport) => Record<string, Read>>
> = { connect: readConnect, rebilly: readRebilly, twocheckout: readTwoCheckout };
