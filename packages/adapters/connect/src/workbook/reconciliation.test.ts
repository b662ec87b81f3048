import { Buffer } from "node:buffer";
import { InvalidUsageRecordError } from "@usage-billing/core";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { fillReconciliation } from "./fill-reconciliation.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import type { ReconciledRecord } from "./reconciled-record.ts";
import { streamReconciledRecords, streamReconciliation } from "./stream-reconciliation.ts";
import { streamUsageRows } from "./stream-usage-rows.ts";
import { writeWorkbook } from "./write-workbook.ts";

const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(bytes));

const write = (records: Iterable<ReconciledRecord>): Promise<Buffer> =>
  collect(streamReconciliation(records));

const text = fc
  .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 30 })
  .map((value) => `n${value}`.trim())
  .filter((value) => !/<[a-z!/]/i.test(value));

const record: fc.Arbitrary<ReconciledRecord> = fc
  .record({ recordId: text, billingId: text, billingNote: text }, { requiredKeys: ["recordId"] })
  .filter((fields) => "billingId" in fields || "billingNote" in fields);

const unique = fc.uniqueArray(record, { maxLength: 30, selector: ({ recordId }) => recordId });

describe("streamReconciliation", () => {
  it("is read back as it was written", async () => {
    await fc.assert(
      fc.asyncProperty(unique, async (records) => {
        const bytes = await write(records);
        expect(await Array.fromAsync(streamReconciledRecords(bytes))).toEqual(records);
        expect(bytes.equals(await write(records))).toBe(true);
      }),
      { seed: 20261001, numRuns: 60 },
    );
  });

  it("is read by two other libraries", async () => {
    const bytes = await write([{ recordId: "r-1", billingNote: "=note" }]);
    const rows = [
      ["record_id", "external_billing_id", "external_billing_note"],
      ["r-1", null, "=note"],
    ];
    expect((await readXlsx(bytes)).sheets[0]?.rows).toEqual(rows);
    expect((await readSheets(bytes, { trim: false }))[0]?.data).toEqual(rows);
  });

  it.each<readonly [string, ReconciledRecord, string]>([
    ["neither an id nor a note", { recordId: "r-1", billingId: "" }, "missing-billing"],
    [
      "a note of 201 characters",
      { recordId: "r-1", billingNote: "n".repeat(201) },
      "text-too-long",
    ],
    ["markup", { recordId: "r-1", billingId: "B-1", billingNote: "<b>paid" }, "html-tag"],
    ["a line break", { recordId: "r-1", billingId: "B\n1" }, "control-character"],
    ["no record id", { recordId: "", billingId: "B-1" }, "missing-text"],
  ])("refuses a record with %s", async (_, refused, rule) => {
    const error = await write([refused]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidUsageRecordError);
    expect(error).toMatchObject({ recordId: refused.recordId, problems: [{ rule }] });
  });

  it("says of each problem what it is about and what to do", async () => {
    const problemsOf = async (...records: readonly ReconciledRecord[]) =>
      Reflect.get(await write(records).catch((reason: unknown) => Object(reason)), "problems");
    expect(await problemsOf({ recordId: "", billingId: "B-1" })).toEqual([
      {
        rule: "missing-text",
        field: "recordId",
        message: "a record to be reconciled has no id",
        fix: "Take the ids of the chunk or of the processed file.",
      },
    ]);
    const bill = { recordId: "r-1", billingId: "B-1" };
    expect(await problemsOf(bill, bill)).toMatchObject([
      { rule: "duplicate-record-id", field: "recordId", fix: "Give each record one bill." },
    ]);
    expect(
      await problemsOf({ recordId: "r-1", billingId: "a\nb", billingNote: "<b>" }),
    ).toMatchObject([{ field: "billingId" }, { field: "billingNote" }]);
  });

  it("refuses a second bill for a record", async () => {
    const bills = ["B-1", "B-2"].map((billingId) => ({ recordId: "r-1", billingId }));
    await expect(write(bills)).rejects.toThrow(
      "record r-1: record id r-1 is billed a second time; the second bill would replace the first",
    );
  });

  it("refuses to become larger than the platform takes", async () => {
    const records = Array.from({ length: 2000 }, (_, index) => ({
      recordId: `r-${index}`,
      billingId: `B-${index * 7919}`,
    }));
    const file = streamReconciliation(records, { maximumBytes: 5000 });
    await expect(Array.fromAsync(file)).rejects.toThrow(InvalidWorkbookError);
  });
});

describe("streamReconciledRecords", () => {
  it("leaves records without billing out, and refuses billing without a record", async () => {
    const header = ["record_id", "external_billing_id"];
    const read = (rows: (string | undefined)[][]) =>
      Array.fromAsync(streamReconciledRecords(writeWorkbook([{ name: "records", header, rows }])));
    expect(await read([["r-1"], ["r-2", "B-2"]])).toStrictEqual([
      { recordId: "r-2", billingId: "B-2" },
    ]);
    await expect(read([["r-1"], [undefined, "B-2"]])).rejects.toThrow("row 3 has billing data");
  });
});

describe("fillReconciliation", () => {
  const chunk = writeWorkbook([
    {
      name: "general",
      header: ["attribute_id", "attribute_value"],
      rows: [["report_id", "UF-1"]],
    },
    {
      name: "records",
      header: ["record_id", "quantity", "external_billing_id", "p.margin"],
      rows: [
        ["r-1", { number: "1.5" }, "old", "3"],
        ["r-2", "123456789.12345678"],
      ],
    },
  ]);

  it("keeps every column of a chunk and fills the distributor's", async () => {
    const bytes = await collect(
      fillReconciliation(chunk, ({ recordId }) =>
        recordId === "r-1" ? { billingId: "B-1", billingNote: "paid" } : undefined,
      ),
    );
    expect(openWorkbook(bytes).sheets).toEqual(["general", "records"]);
    const rows = await Array.fromAsync(streamUsageRows(bytes));
    expect(rows.map(({ values }) => Object.fromEntries(values))).toEqual([
      {
        record_id: "r-1",
        quantity: "1.5",
        "p.margin": "3",
        external_billing_id: "B-1",
        external_billing_note: "paid",
      },
      { record_id: "r-2", quantity: "123456789.12345678" },
    ]);
    expect(await Array.fromAsync(streamReconciledRecords(bytes))).toEqual([
      { recordId: "r-1", billingId: "B-1", billingNote: "paid" },
    ]);
  });

  it("leaves numbers numbers and texts texts, to their last digit", async () => {
    const header = ["record_id", "quantity", "amount", "tier", "item_search_value"];
    const rows = [
      ["7", { number: "1.50" }, "2.25", { number: "0" }, "0010"],
      ["r-2", "1234567890.12345678", "1,5", undefined, ""],
    ];
    const bytes = await collect(
      fillReconciliation(writeWorkbook([{ name: "records", header, rows }]), () => undefined),
    );
    const [sheet, ...others] = (await readXlsx(bytes)).sheets;
    expect([sheet?.name, others]).toEqual(["records", []]);
    expect(sheet?.rows.map((row) => row.slice(0, header.length))).toEqual([
      header,
      ["7", 1.5, 2.25, 0, "0010"],
      ["r-2", "1234567890.12345678", "1,5", null, null],
    ]);
  });

  it("keeps what the chunk says of its usage file", async () => {
    const bytes = await collect(fillReconciliation(chunk, () => undefined));
    const rows = await Array.fromAsync(openWorkbook(bytes).streamRows("general"));
    expect(rows.map(({ values }) => Object.fromEntries(values))).toEqual([
      { attribute_id: "report_id", attribute_value: "UF-1" },
    ]);
  });

  it("names no record where a row that is billed has no id", async () => {
    const nameless = writeWorkbook([{ name: "records", header: ["quantity"], rows: [["1"]] }]);
    const filling = collect(fillReconciliation(nameless, () => ({ billingId: "" })));
    await expect(filling).rejects.toMatchObject({ recordId: "" });
  });

  it("refuses a chunk without records", async () => {
    const empty = writeWorkbook([{ name: "general", header: ["a"], rows: [] }]);
    await expect(collect(fillReconciliation(empty, () => undefined))).rejects.toThrow(
      "the chunk has no sheet records",
    );
  });
});
