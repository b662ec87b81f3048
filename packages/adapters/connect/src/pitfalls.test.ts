import { Buffer } from "node:buffer";
import { Quantity } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { operationOf, startAnyPlatform, WORKBOOK } from "./__fixtures__/any-platform.ts";
import {
  answerJson,
  type LocalServer,
  type SeenRequest,
  startServer,
} from "./__fixtures__/local-server.ts";
import { createTestApi, TEST_KEY } from "./__fixtures__/test-api.ts";
import { fileDefaults, usageRecord } from "./__fixtures__/usage-record.ts";
import { createConnectUsage } from "./connect-usage.ts";
import { planDeliveries } from "./plan.ts";
import { openWorkbook } from "./workbook/read-workbook.ts";

/** What a request carries as form data. */
function formOf({ body, headers }: SeenRequest): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  return new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
}

const only = ({ seen }: LocalServer): SeenRequest => seen[0] ?? expect.fail("no request");

/** The cells of the first row of a workbook, by their headers. */
async function firstRow(): Promise<ReadonlyMap<string, string>> {
  const [delivery] = planDeliveries([usageRecord()], {
    channel: "connect",
    defaults: fileDefaults,
  });
  const sheet = await openWorkbook(delivery?.body ?? WORKBOOK).readSheet("records");
  for await (const { values } of sheet?.rows ?? []) return values;
  throw new Error("no row");
}

/** The mistakes of other programs for this API, numbered as in the list of what was found in them. */
describe("mistakes that others made", () => {
  it("1: counts that come as text do not break a list", async () => {
    await using server = await startServer((response) =>
      answerJson(response, [{ id: "UF-1", status: "ready", stats: { uploaded: "12" } }]),
    );
    const [file] = await Array.fromAsync(createTestApi(server.url).files.list());
    expect(file?.statistics).toEqual({ uploaded: 12 });
  });

  it("2: actions send an empty object, never null", async () => {
    await using server = await startAnyPlatform();
    const { files } = createTestApi(server.url);
    await files.submit("UF-1");
    await files.delete("UF-1");
    expect(server.seen.map(({ body }) => String(body))).toEqual(["{}", "{}"]);
  });

  it("3: several products are asked for by in(...), not by a comma list", async () => {
    await using server = await startAnyPlatform();
    const { records } = createTestApi(server.url);
    await Array.fromAsync(
      records.list({ filter: (where) => where.in("product_id", ["PRD-1", "PRD-2"]) }),
    );
    expect(only(server).url).toContain("?in(product_id,(PRD-1,PRD-2))&");
  });

  it("4: a cell without a number is empty, not null and not 0", async () => {
    const values = await firstRow();
    expect([values.get("amount") ?? "", values.get("tier") ?? ""]).toEqual(["", ""]);
    expect([...values.values()]).not.toContain("null");
  });

  it("5: the column is record_id, as since 2019", async () => {
    const names = [...(await firstRow()).keys()];
    expect(names).toContain("record_id");
    expect(names).not.toContain("usage_record_id");
  });

  it("6: processed is the word of a sub-status, and an unknown status is only a word", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "PROCESSED", sub_status: "processed" }),
    );
    const file = await createTestApi(server.url).files.get("UF-1");
    expect([file.status, file.subStatus]).toEqual(["processed", "processed"]);
  });

  it("7: usage files are reached, under /usage/files", async () => {
    await using server = await startAnyPlatform();
    await Array.fromAsync(createTestApi(server.url).files.list());
    expect(operationOf(only(server))).toBe("listUsageFiles");
  });

  it("8: workbooks are sent as forms, byte for byte, and not as JSON", async () => {
    await using server = await startAnyPlatform();
    const { files, reconciliations } = createTestApi(server.url);
    await files.upload("UF-1", WORKBOOK);
    await files.uploadReconciliation("UF-1", new Blob([Buffer.from(WORKBOOK)]));
    await reconciliations.upload(
      (async function* () {
        yield WORKBOOK.subarray(0, 3);
        yield WORKBOOK.subarray(3);
      })(),
      { note: "October" },
    );
    const forms = await Promise.all(server.seen.map(formOf));
    expect(forms.map((form) => [...form.keys()])).toEqual([
      ["usage_file"],
      ["recon_file"],
      ["recon_file", "upload_note"],
    ]);
    for (const form of forms) {
      const part = [...form.values()][0] as File;
      expect(part.name).toMatch(/\.xlsx$/);
      expect(Buffer.from(await part.arrayBuffer()).equals(WORKBOOK)).toBe(true);
    }
  });

  it("8: workbooks are read as bytes and not as JSON", async () => {
    await using server = await startAnyPlatform();
    const { chunks, reconciliations } = createTestApi(server.url);
    const read = [
      await chunks.download("UFC-1"),
      await reconciliations.downloadProcessed("1"),
      await reconciliations.downloadUploaded("1"),
    ];
    for (const bytes of read) expect(Buffer.from(bytes).equals(WORKBOOK)).toBe(true);
  });

  it("8: addresses are those of the document, without capitals and without typing errors", async () => {
    await using server = await startAnyPlatform();
    const { aggregates, reconciliations } = createTestApi(server.url);
    await reconciliations.downloadProcessed("1");
    await reconciliations.downloadUploaded("1");
    await Array.fromAsync(aggregates.ofAsset("AS-1"));
    expect(server.seen.map(({ url }) => url.split("?")[0])).toEqual([
      "/usage/reconciliations/1/processedfile",
      "/usage/reconciliations/1/uploadedfile",
      "/assets/AS-1/usage/aggregates",
    ]);
  });

  it("8: many records are closed by an array sent to the collection", async () => {
    await using server = await startAnyPlatform();
    const { records } = createTestApi(server.url);
    const closings = [{ id: "UR-1", billingId: "B-1" }];
    expect(await Array.fromAsync(records.closeMany(closings))).toEqual([
      { id: "UR-1", status: "closed" },
    ]);
    expect(only(server).url).toBe("/usage/records/close-records");
    expect(JSON.parse(String(only(server).body))).toEqual([
      { id: "UR-1", external_billing_id: "B-1" },
    ]);
  });

  it("8: files are deleted by an action, not by the method DELETE", async () => {
    await using server = await startAnyPlatform();
    await createTestApi(server.url).files.delete("UF-1");
    expect([only(server).method, only(server).url]).toEqual(["POST", "/usage/files/UF-1/delete"]);
  });

  it("9: a template is asked for by a product", async () => {
    await using server = await startAnyPlatform();
    await createTestApi(server.url).templates.link("PRD-1");
    expect(only(server).url).toBe("/usage/products/PRD-1/template");
  });

  it("10: the notes are called acceptance_note and rejection_note", async () => {
    await using server = await startAnyPlatform();
    const { files } = createTestApi(server.url);
    await files.accept("UF-1", "Fine");
    await files.reject("UF-1", "Wrong month");
    expect(server.seen.map(({ body }) => JSON.parse(String(body)))).toEqual([
      { acceptance_note: "Fine" },
      { rejection_note: "Wrong month" },
    ]);
  });

  it("11: signed links are fetched fresh and without the API key", async () => {
    await using server = await startAnyPlatform();
    const { files, templates } = createTestApi(server.url);
    await files.downloadProcessed("UF-1");
    await templates.download("PRD-1");
    const [detail, storage, template, again] = server.seen;
    expect([detail, template].map((request) => request?.headers.authorization)).toEqual([
      TEST_KEY,
      TEST_KEY,
    ]);
    expect([storage, again].map((request) => request?.headers.authorization)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("12: links are taken from the detail, which the list does not give", async () => {
    await using server = await startAnyPlatform();
    await createTestApi(server.url).files.downloadUploaded("UF-1");
    expect(server.seen.map(({ url }) => url)).toEqual(["/usage/files/UF-1", "/storage/1"]);
  });

  it("13: waiting slows down and ends", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "processing" }),
    );
    const clock = createFakeClock();
    const { files } = createConnectUsage({ apiKey: TEST_KEY, baseUrl: server.url, clock });
    await expect(files.waitFor("UF-1", ["ready"], { deadline: 60_000 })).rejects.toThrow(
      "UF-1 is processing, not ready, after 60 s",
    );
    expect(clock.sleeps.slice(0, 4)).toEqual([250, 500, 1000, 2000]);
    expect(clock.sleeps.reduce((sum, pause) => sum + pause, 0)).toBe(60_000);
  });

  it("14 and 15: no record is lost where the product changes, and none shares its id", () => {
    const records = ["PRD-1", "PRD-1", "PRD-2", "PRD-2", "PRD-3"].map((product, index) =>
      usageRecord({ recordId: `r-${index}`, attributes: { product } }),
    );
    const deliveries = planDeliveries(records, { channel: "connect", defaults: fileDefaults });
    const planned = deliveries.flatMap((delivery) => delivery.records);
    expect(planned.map(({ recordId }) => recordId)).toEqual(["r-0", "r-1", "r-2", "r-3", "r-4"]);
    expect(deliveries.map((delivery) => delivery.records.length)).toEqual([2, 2, 1]);
    expect(() =>
      planDeliveries(
        [...records, usageRecord({ recordId: "r-0", attributes: { product: "PRD-9" } })],
        {
          channel: "connect",
          defaults: fileDefaults,
        },
      ),
    ).toThrow(/r-0 is given to more than one record/);
  });

  it("14: January follows December", () => {
    const [delivery] = planDeliveries(
      [usageRecord({ start: "2027-01-01T00:00:00Z", end: "2027-01-02T00:00:00Z" })],
      { channel: "connect", defaults: fileDefaults },
    );
    expect(delivery?.key).toMatch(/\/2027-01$/);
  });

  it("16: who waits for pending takes what rules made of it as well", async () => {
    await using server = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "accepted", acceptance_note: "Auto Approved" }),
    );
    const { files } = createTestApi(server.url);
    const file = await files.waitFor("UF-1", ["pending", "accepted", "rejected"]);
    expect([file.status, file.acceptanceNote]).toEqual(["accepted", "Auto Approved"]);
    await using closed = await startServer((response) =>
      answerJson(response, { id: "UF-1", status: "closed" }),
    );
    await expect(createTestApi(closed.url).files.waitFor("UF-1", ["pending"])).rejects.toThrow(
      /is closed, not pending, and never will be/,
    );
  });

  it("17: rows with less than nothing are refused before anything is sent", () => {
    const negative = { ...usageRecord(), quantity: Quantity.parse("-1") };
    expect(() =>
      planDeliveries([negative], { channel: "connect", defaults: fileDefaults }),
    ).toThrow(/negative|below/i);
  });

  it("18: a creation is not repeated after a failure that may have stored it", async () => {
    await using server = await startServer((response) => response.writeHead(502).end());
    const { files } = createTestApi(server.url);
    const file = { product: "PRD-1", contract: "CRD-1", name: "October" };
    await expect(files.create(file)).rejects.toMatchObject({ outcomeUnknown: true });
    expect(server.seen).toHaveLength(1);
  });
});
