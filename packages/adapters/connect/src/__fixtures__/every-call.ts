import type { ConnectUsage } from "../connect-usage.ts";
import { WORKBOOK } from "./any-platform.ts";

const all = Array.fromAsync<unknown>;

/** Every method that reaches the platform, by its name. */
export const CALLS: Readonly<Record<string, (usage: ConnectUsage) => Promise<unknown>>> = {
  "files.list": ({ files }) => all(files.list()),
  "files.get": ({ files }) => files.get("UF-1"),
  "files.create": ({ files }) =>
    files.create({ product: "PRD-1", contract: "CRD-1", name: "October" }),
  "files.update": ({ files }) => files.update("UF-1", { note: "checked" }),
  "files.upload": ({ files }) => files.upload("UF-1", WORKBOOK),
  "files.reupload": ({ files }) => files.reupload("UF-1", WORKBOOK),
  "files.submit": ({ files }) => files.submit("UF-1"),
  "files.delete": ({ files }) => files.delete("UF-1"),
  "files.accept": ({ files }) => files.accept("UF-1", "Fine"),
  "files.reject": ({ files }) => files.reject("UF-1", "Wrong month"),
  "files.approveAll": ({ files }) => files.approveAll("UF-1"),
  "files.close": ({ files }) => files.close("UF-1"),
  "files.reprocess": ({ files }) => files.reprocess("UF-1"),
  "files.uploadReconciliation": ({ files }) => files.uploadReconciliation("UF-1", WORKBOOK),
  "files.waitFor": ({ files }) => files.waitFor("UF-1", ["ready"]),
  "files.downloadUploaded": ({ files }) => files.downloadUploaded("UF-1"),
  "files.downloadProcessed": ({ files }) => files.downloadProcessed("UF-1"),
  "files.downloadReconciliation": ({ files }) => files.downloadReconciliation("UF-1"),
  "records.list": ({ records }) => all(records.list()),
  "records.get": ({ records }) => records.get("UR-1"),
  "records.setStatus": ({ records }) => records.setStatus("UR-1", "approved"),
  "records.close": ({ records }) => records.close("UR-1", { billingId: "B-1" }),
  "records.closeMany": ({ records }) => all(records.closeMany([{ id: "UR-1" }])),
  "chunks.list": ({ chunks }) => all(chunks.list()),
  "chunks.get": ({ chunks }) => chunks.get("UFC-1"),
  "chunks.waitFor": ({ chunks }) => chunks.waitFor("UFC-1", ["ready"]),
  "chunks.download": ({ chunks }) => chunks.download("UFC-1"),
  "chunks.setExternalId": ({ chunks }) => chunks.setExternalId("UFC-1", "imported"),
  "chunks.close": ({ chunks }) => chunks.close("UFC-1", { billingId: "B-1" }),
  "chunks.regenerate": ({ chunks }) => chunks.regenerate("UFC-1"),
  "reconciliations.list": ({ reconciliations }) => all(reconciliations.list()),
  "reconciliations.get": ({ reconciliations }) => reconciliations.get("1"),
  "reconciliations.waitFor": ({ reconciliations }) => reconciliations.waitFor("1", ["ready"]),
  "reconciliations.upload": ({ reconciliations }) => reconciliations.upload(WORKBOOK),
  "reconciliations.downloadProcessed": ({ reconciliations }) =>
    reconciliations.downloadProcessed("1"),
  "reconciliations.downloadUploaded": ({ reconciliations }) =>
    reconciliations.downloadUploaded("1"),
  "aggregates.list": ({ aggregates }) => all(aggregates.list()),
  "aggregates.ofAsset": ({ aggregates }) => all(aggregates.ofAsset("AS-1")),
  "categories.list": ({ categories }) => all(categories.list("UF-1")),
  "templates.link": ({ templates }) => templates.link("PRD-1"),
  "templates.download": ({ templates }) => templates.download("PRD-1"),
  "rules.list": ({ rules }) => all(rules("PRD-1").list()),
  "rules.get": ({ rules }) => rules("PRD-1").get("1"),
  "rules.create": ({ rules }) => rules("PRD-1").create({ action: "accept" }),
  "rules.update": ({ rules }) => rules("PRD-1").update("1", { action: "manual", after: "2" }),
  "rules.delete": ({ rules }) => rules("PRD-1").delete("1"),
};
