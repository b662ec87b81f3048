import { describe, expect, it } from "vitest";
import { operationOf, startAnyPlatform, WORKBOOK } from "../__fixtures__/any-platform.ts";
import { CALLS } from "../__fixtures__/every-call.ts";
import { answerJson, type SeenRequest, startServer } from "../__fixtures__/local-server.ts";
import { createTestApi } from "../__fixtures__/test-api.ts";
import type { ConnectUsage } from "../connect-usage.ts";

/** What each of the calls sends: method, address and body. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  "files.list": ["GET /usage/files?ordering(created.at,id)&limit=1000&offset=0"],
  "files.get": ["GET /usage/files/UF-1"],
  "files.create": [
    'POST /usage/files {"name":"October","description":"","product":{"id":"PRD-1"},"contract":{"id":"CRD-1"}}',
  ],
  "files.update": ['PUT /usage/files/UF-1 {"note":"checked"}'],
  "files.upload": ["POST /usage/files/UF-1/upload multipart"],
  "files.reupload": ["GET /usage/files/UF-1", "POST /usage/files/1/upload multipart"],
  "files.submit": ["POST /usage/files/UF-1/submit {}"],
  "files.delete": ["POST /usage/files/UF-1/delete {}"],
  "files.accept": ['POST /usage/files/UF-1/accept {"acceptance_note":"Fine"}'],
  "files.reject": ['POST /usage/files/UF-1/reject {"rejection_note":"Wrong month"}'],
  "files.approveAll": ["PUT /usage/files/UF-1/approve-all"],
  "files.close": ["POST /usage/files/UF-1/close"],
  "files.reprocess": ["POST /usage/files/UF-1/reprocess"],
  "files.uploadReconciliation": ["POST /usage/files/UF-1/reconciliation multipart"],
  "files.waitFor": ["GET /usage/files/UF-1"],
  "files.downloadUploaded": ["GET /usage/files/UF-1", "GET /storage/1"],
  "files.downloadProcessed": ["GET /usage/files/UF-1", "GET /storage/1"],
  "files.downloadReconciliation": ["GET /usage/files/UF-1", "GET /storage/1"],
  "records.list": [
    "GET /usage/records?ordering(created_time,usage_start_time)&limit=1000&offset=0",
  ],
  "records.get": ["GET /usage/records/UR-1"],
  "records.setStatus": ['PUT /usage/records/UR-1 {"status":"approved"}'],
  "records.close": ['POST /usage/records/UR-1/close {"external_billing_id":"B-1"}'],
  "records.closeMany": ['POST /usage/records/close-records [{"id":"UR-1"}]'],
  "chunks.list": ["GET /usage/chunks?ordering(usagefile.id)&limit=1000&offset=0"],
  "chunks.get": ["GET /usage/chunks/UFC-1"],
  "chunks.waitFor": ["GET /usage/chunks/UFC-1"],
  "chunks.download": ["GET /usage/chunks/UFC-1/download"],
  "chunks.setExternalId": ['PUT /usage/chunks/UFC-1 {"external_id":"imported"}'],
  "chunks.close": ['POST /usage/chunks/UFC-1/close {"external_billing_id":"B-1"}'],
  "chunks.regenerate": ["POST /usage/chunks/UFC-1/regenerate"],
  "reconciliations.list": ["GET /usage/reconciliations?ordering(usagefile.id)&limit=1000&offset=0"],
  "reconciliations.get": ["GET /usage/reconciliations/1"],
  "reconciliations.waitFor": ["GET /usage/reconciliations/1"],
  "reconciliations.upload": ["POST /usage/reconciliations multipart"],
  "reconciliations.downloadProcessed": ["GET /usage/reconciliations/1/processedfile"],
  "reconciliations.downloadUploaded": ["GET /usage/reconciliations/1/uploadedfile"],
  "aggregates.list": ["GET /usage/aggregates?limit=1000&offset=0"],
  "aggregates.ofAsset": ["GET /assets/AS-1/usage/aggregates?limit=1000&offset=0"],
  "categories.list": ["GET /usage/files/UF-1/categories?ordering(name)&limit=1000&offset=0"],
  "templates.link": ["GET /usage/products/PRD-1/template"],
  "templates.download": ["GET /usage/products/PRD-1/template", "GET /storage/1"],
  "rules.list": ["GET /products/PRD-1/usage/rules?limit=1000&offset=0"],
  "rules.get": ["GET /products/PRD-1/usage/rules/1"],
  "rules.create": ['POST /products/PRD-1/usage/rules {"action":"accept"}'],
  "rules.update": ['PUT /products/PRD-1/usage/rules/1 {"action":"manual","gravity":{"after":"2"}}'],
  "rules.delete": ["DELETE /products/PRD-1/usage/rules/1"],
};

function toLine({ method, url, headers, body }: SeenRequest): string {
  const isForm = headers["content-type"]?.startsWith("multipart/form-data") === true;
  return `${method} ${url} ${isForm ? "multipart" : body}`.trim();
}

type Call = (usage: ConnectUsage) => Promise<unknown>;

const NOWHERE = "http://127.0.0.1:1";

describe("every call", () => {
  it.each(Object.entries(CALLS))("%s sends this, and nothing else", async (name, call) => {
    await using server = await startAnyPlatform();
    await call(createTestApi(server.url));
    expect(server.seen.map(toLine)).toEqual(REQUESTS[name]);
  });

  // Closing many tells of each record what it was refused for.
  const throwing = Object.entries(CALLS).filter(([name]) => name !== "records.closeMany");
  it.each(throwing)("%s names its operation when it is refused", async (_name, call) => {
    await using server = await startServer((response) =>
      answerJson(response, { error_code: "VAL_001", errors: ["no"] }, { status: 400 }),
    );
    const error = await call(createTestApi(server.url)).catch((thrown: unknown) => thrown);
    const [operation] = server.seen.map(operationOf);
    const detail = "VAL_001: no";
    expect(error).toMatchObject({ code: "CHANNEL_REQUEST", channel: "connect", operation, detail });
    expect(server.seen).toHaveLength(1);
  });
});

describe("an action whose answer is empty", () => {
  it.each<[string, string, Call]>([
    ["a record", "/usage/records/UR-1", ({ records }) => records.setStatus("UR-1", "approved")],
    ["a chunk", "/usage/chunks/UFC-1", ({ chunks }) => chunks.regenerate("UFC-1")],
    ["a file", "/usage/files/UF-1", ({ files }) => files.submit("UF-1")],
    [
      "a rule",
      "/products/PRD-1/usage/rules/1",
      ({ rules }) => rules("PRD-1").update("1", { status: "deleted" }),
    ],
  ])("has %s read again", async (_case, url, call) => {
    await using server = await startServer((response, { method }) => {
      if (method === "GET") answerJson(response, { id: "read", status: "ready" });
      else response.writeHead(204).end();
    });
    expect(await call(createTestApi(server.url))).toMatchObject({ id: "read" });
    expect(server.seen.map(({ method }) => method === "GET")).toEqual([false, true]);
    expect(server.seen[1]?.url).toBe(url);
  });
});

describe("an answer without an id", () => {
  it.each<[string, boolean, Call]>([
    ["getUsageFile", false, ({ files }) => files.get("UF-1")],
    ["getUsageRecord", false, ({ records }) => records.get("UR-1")],
    ["getUsageChunk", false, ({ chunks }) => chunks.get("UFC-1")],
    ["getUsageReconciliation", false, ({ reconciliations }) => reconciliations.get("1")],
    ["getUsageRule", false, ({ rules }) => rules("PRD-1").get("1")],
    ["createUsageRule", true, ({ rules }) => rules("PRD-1").create({ action: "accept" })],
    ["createUsageReconciliation", true, ({ reconciliations }) => reconciliations.upload(WORKBOOK)],
    ["getUsageTemplate", false, ({ templates }) => templates.link("PRD-1")],
  ])("to %s is refused; unknown outcome: %s", async (operation, outcomeUnknown, call) => {
    await using server = await startServer((response) => answerJson(response, { id: "" }));
    await expect(call(createTestApi(server.url))).rejects.toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      operation,
      outcomeUnknown,
      message: expect.stringMatching(/with 200 and a body that has no ((file|record) )?(id|link)$/),
    });
  });
});

describe("an empty id", () => {
  it.each<[string, Call]>([
    ["usage file", ({ files }) => files.get("")],
    ["usage file", ({ files }) => files.update("", { note: "x" })],
    ["usage file", ({ files }) => files.upload("", WORKBOOK)],
    ["usage file", ({ files }) => files.reupload("", WORKBOOK)],
    ["usage file", ({ files }) => files.accept("", "x")],
    ["usage file", ({ files }) => files.waitFor("", ["ready"])],
    ["usage file", async ({ categories }) => Array.fromAsync(categories.list(""))],
    ["usage record", ({ records }) => records.get("")],
    ["usage record", ({ records }) => records.setStatus("", "approved")],
    ["usage record", ({ records }) => records.close("")],
    ["chunk file", ({ chunks }) => chunks.get("")],
    ["chunk file", ({ chunks }) => chunks.setExternalId("", "x")],
    ["chunk file", ({ chunks }) => chunks.close("", { billingId: "B-1" })],
    ["chunk file", ({ chunks }) => chunks.regenerate("")],
    ["chunk file", ({ chunks }) => chunks.download("")],
    ["chunk file", ({ chunks }) => chunks.waitFor("", ["ready"])],
    ["reconciliation", ({ reconciliations }) => reconciliations.get("")],
    ["reconciliation", ({ reconciliations }) => reconciliations.waitFor("", ["processed"])],
    ["reconciliation", ({ reconciliations }) => reconciliations.downloadProcessed("")],
    ["reconciliation", ({ reconciliations }) => reconciliations.downloadUploaded("")],
    ["asset", async ({ aggregates }) => Array.fromAsync(aggregates.ofAsset(""))],
    ["product", ({ templates }) => templates.link("")],
    ["product", async ({ rules }) => rules("").get("1")],
    ["usage rule", ({ rules }) => rules("PRD-1").get("")],
    ["usage rule", ({ rules }) => rules("PRD-1").delete("")],
  ])("of a %s is refused before anything is sent", async (what, call) => {
    await expect(call(createTestApi(NOWHERE))).rejects.toThrow(`"" is no id of a ${what}`);
  });
});

describe("a text that the platform would refuse", () => {
  const long = "x".repeat(2001);
  it.each<[string, Call]>([
    [
      "usage file UF-1: acceptance note has 2001 characters; the channel takes 200",
      ({ files }) => files.accept("UF-1", long),
    ],
    [
      "usage file UF-1: rejection note has 2001 characters; the channel takes 200",
      ({ files }) => files.reject("UF-1", long),
    ],
    [
      "usage record UR-1: billing note has 2001 characters; the channel takes 200",
      ({ records }) => records.close("UR-1", { billingNote: long }),
    ],
    [
      "usage record UR-1: billing id holds a control character",
      ({ records }) => records.close("UR-1", { billingId: "a\nb" }),
    ],
    [
      "chunk file UFC-1: external id holds a control character",
      ({ chunks }) => chunks.setExternalId("UFC-1", "a\nb"),
    ],
    [
      "chunk file UFC-1: billing id holds a control character",
      ({ chunks }) => chunks.close("UFC-1", { billingId: "a\nb" }),
    ],
    [
      "chunk file UFC-1: billing note has 2001 characters; the channel takes 200",
      ({ chunks }) => chunks.close("UFC-1", { billingId: "B-1", billingNote: long }),
    ],
    [
      "chunk file UFC-1 can only be closed with a billing id",
      ({ chunks }) => chunks.close("UFC-1", { billingId: " " }),
    ],
    [
      "the usage rule: rule has 2001 characters; the channel takes 2000",
      ({ rules }) => rules("PRD-1").create({ action: "accept", rule: long }),
    ],
  ])("is refused before anything is sent: %s", async (message, call) => {
    await expect(call(createTestApi(NOWHERE))).rejects.toThrow(message);
  });

  it("is not sent in part: what is right goes with everything that was given", async () => {
    await using server = await startAnyPlatform();
    const { chunks, records, rules } = createTestApi(server.url);
    await chunks.close("UFC-1", { billingId: "B-1", billingNote: "paid" });
    await records.close("UR-1", { billingId: "B-1", billingNote: "paid" });
    await rules("PRD-1").create({ action: "reject", item: "I-1", rule: "r", status: "active" });
    const bill = { external_billing_id: "B-1", external_billing_note: "paid" };
    expect(server.seen.map(({ body }) => JSON.parse(body.toString()))).toEqual([
      bill,
      bill,
      { action: "reject", rule: "r", status: "active", item: { id: "I-1" } },
    ]);
  });
});
