import { operations } from "@usage-billing/connect-client";
import { describe, expect, it } from "vitest";
import { operationOf, startAnyPlatform, WORKBOOK } from "../__fixtures__/any-platform.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";
import { type ConnectUsage, createConnectUsage } from "../connect-usage.ts";
import { operationRoles } from "./operation-roles.ts";

const all = Array.fromAsync<unknown>;

/** Every method that reaches the platform, by its name. */
const CALLS: Readonly<Record<string, (usage: ConnectUsage) => Promise<unknown>>> = {
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

/** The names of all methods that there are. */
function methodsOf(usage: ConnectUsage): readonly string[] {
  const { close: _close, rules, ...resources } = usage;
  return Object.entries({ ...resources, rules: rules("PRD-1") }).flatMap(([name, resource]) =>
    Object.keys(resource).map((method) => `${name}.${method}`),
  );
}

describe("the layer over the operations", () => {
  it("reaches every operation of the document, and asks for nothing that is not in it", async () => {
    await using server = await startAnyPlatform();
    const usage = createTestApi(server.url);
    for (const call of Object.values(CALLS)) await call(usage);
    const asked = server.seen.filter(({ url }) => !url.startsWith("/storage")).map(operationOf);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(operations).sort());
    expect(Object.keys(operations)).toHaveLength(38);
  });

  it("has no method that is not tried above", async () => {
    const usage = createTestApi("http://127.0.0.1:1");
    expect(methodsOf(usage).toSorted()).toEqual(Object.keys(CALLS).sort());
  });

  it("knows for every operation whose token it takes", () => {
    expect(Object.keys(operationRoles).sort()).toEqual(Object.keys(operations).sort());
  });

  it.each(["", " ", "..", "."])("refuses %j as an id, which would name a list", async (id) => {
    const { files, records, chunks } = createTestApi("http://127.0.0.1:1");
    await expect(files.get(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(files.delete(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(records.close(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
    await expect(chunks.get(id)).rejects.toMatchObject({ code: "UNSUPPORTED_OPERATION" });
  });

  it("keeps an id whole that holds signs of an address", async () => {
    await using server = await startAnyPlatform();
    await createTestApi(server.url).files.get("a/b?c#d");
    expect(server.seen[0]?.url).toBe("/usage/files/a%2Fb%3Fc%23d");
  });

  it("closes only a transport of its own", async () => {
    let closed = 0;
    const close = async (): Promise<void> => {
      closed += 1;
    };
    const transport = { fetch, Request, close };
    await createConnectUsage({ apiKey: "SU-1:token", transport }).close();
    expect(closed).toBe(0);
    await createConnectUsage({ apiKey: "SU-1:token" }).close();
    expect(() => createConnectUsage({ apiKey: " " })).toThrow(/no API key/);
  });
});
