import { Buffer } from "node:buffer";
import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { consumptionOf } from "./group-usage.ts";
import { openWorkbook } from "./read-workbook.ts";
import { streamUsageWorkbooks } from "./stream-usage-workbooks.ts";
import { toWorkbook } from "./to-workbook.ts";
import type { UsageWorkbookOptions } from "./usage-workbook-options.ts";

const CRITERIA = { assetCriterionOf: () => "asset.id", itemCriterion: "item.mpn" };
const QT: UsageWorkbookOptions = { ...CRITERIA, schema: "QT" };
const TR: UsageWorkbookOptions = { ...CRITERIA, schema: "TR" };

async function writeAll(records: readonly UsageRecord[], options: UsageWorkbookOptions) {
  const written: { fileKey: string; records: number; bytes: Buffer }[] = [];
  for await (const workbook of streamUsageWorkbooks(records, options)) {
    const bytes = Buffer.concat(await Array.fromAsync(workbook.bytes));
    written.push({ fileKey: workbook.fileKey, records: workbook.records, bytes });
  }
  return written;
}

const idsIn = (bytes: Uint8Array): Promise<readonly (string | undefined)[]> =>
  Array.fromAsync(openWorkbook(bytes).streamRows("records"), ({ values }) =>
    values.get("record_id"),
  );

/** `count` consumptions of three tiers each. */
const tiers = (count: number): readonly UsageRecord[] =>
  Array.from({ length: count * 3 }, (_, index) => {
    const consumption = Math.floor(index / 3);
    return usageRecord({
      recordId: `r-${index}`,
      subscription: `AS-${consumption}`,
      category: `category-${consumption % 7}`,
      amount: `${index}.25`,
      tier: index % 3,
    });
  });

describe("streamUsageWorkbooks", () => {
  it("writes the same bytes as all at once", async () => {
    const records = tiers(50);
    const [only, ...others] = await writeAll(records, { ...TR, columns: ["category_id"] });
    expect(others).toEqual([]);
    expect(only?.bytes.equals(toWorkbook(records, CRITERIA))).toBe(true);
  });

  it("fills the four columns of dynamic items and the vendor's own", async () => {
    const attributes = {
      item_name: "Disk",
      item_unit: "GB",
      item_mpn: "DISK",
      item_precision: "decimal(4)",
      "v.region": "=EU",
    };
    const [written] = await writeAll([usageRecord({ attributes })], {
      ...QT,
      columns: ["v.region", "record_note"],
      hasDynamicItems: true,
    });
    const { sheets } = await readXlsx(written?.bytes ?? Buffer.alloc(0));
    const [header = [], row = []] = sheets[0]?.rows ?? [];
    expect(header.slice(-5)).toEqual([
      "item_name",
      "item_unit",
      "item_mpn",
      "item_precision",
      "v.region",
    ]);
    expect(row.slice(-5)).toEqual(["Disk", "GB", "DISK", "decimal(4)", "=EU"]);
    expect(row[header.indexOf("record_note")]).toBeNull();
  });

  it("splits below a size and a number of records, and never parts a consumption's tiers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 3, max: 100 }),
        fc.integer({ min: 12_000, max: 60_000 }),
        async (count, maximumRecords, maximumBytes) => {
          const records = tiers(count);
          const options: UsageWorkbookOptions = { ...TR, columns: ["category_id"] };
          const parts = await writeAll(records, { ...options, maximumRecords, maximumBytes });
          const ids = await Promise.all(parts.map(({ bytes }) => idsIn(bytes)));
          expect(ids.flat()).toEqual(records.map(({ recordId }) => recordId));
          for (const part of parts) {
            expect(part.bytes.length).toBeLessThanOrEqual(maximumBytes);
            expect(part.records).toBeLessThanOrEqual(maximumRecords);
            expect(part.records % 3).toBe(0);
          }
          const again = await writeAll(records, { ...options, maximumRecords, maximumBytes });
          expect(again.map(({ bytes }) => bytes.toString("hex"))).toEqual(
            parts.map(({ bytes }) => bytes.toString("hex")),
          );
        },
      ),
      { seed: 20261001, numRuns: 8 },
    );
  });

  it("uses most of the size when there are many pieces", async () => {
    const records = tiers(20_000);
    const maximumBytes = 1_000_000;
    const parts = await writeAll(records, { ...TR, columns: ["category_id"], maximumBytes });
    expect(parts.length).toBeGreaterThan(1);
    for (const { bytes } of parts) expect(bytes.length).toBeLessThanOrEqual(maximumBytes);
    expect(parts[0]?.bytes.length).toBeGreaterThan(0.8 * maximumBytes);
  });

  it("fills a workbook to the last record that it may have", async () => {
    const parts = await writeAll(tiers(4), { ...TR, columns: ["category_id"], maximumRecords: 6 });
    expect(parts.map(({ records }) => records)).toEqual([6, 6]);
  });

  it("says which record does not fit, with the limits and the way out", async () => {
    const limits = { maximumRecords: 2, maximumBytes: 90_000 };
    const refused = writeAll(tiers(1), { ...TR, columns: ["category_id"], ...limits });
    await expect(refused).rejects.toMatchObject({
      recordId: "r-0",
      problems: [
        {
          field: "recordId",
          message: "3 records that belong together do not fit into 90000 bytes and 2 records",
          fix: "Raise the limits, or give the consumption in shorter periods.",
        },
      ],
    });
  });

  it("begins a workbook where the file key changes", async () => {
    const records = ["EUR", "EUR", "USD"].map((currency, index) =>
      usageRecord({ recordId: `r-${index}`, attributes: { currency } }),
    );
    const fileKeyOf = ({ attributes }: UsageRecord): string => attributes?.["currency"] ?? "";
    const parts = await writeAll(records, { ...QT, fileKeyOf });
    expect(parts.map(({ fileKey, records: count }) => [fileKey, count])).toEqual([
      ["EUR", 2],
      ["USD", 1],
    ]);
  });

  it.each([
    ["an amount under QT", { amount: "1" }, QT, "forbidden-amount"],
    ["no amount under CR", {}, { ...QT, schema: "CR" as const }, "missing-amount"],
    ["a column that is not declared", { description: "note" }, QT, "undeclared-column"],
    ["no item of its own", {}, { ...QT, hasDynamicItems: true }, "missing-dynamic-item"],
    ["more than the limit", {}, { ...QT, maximumBytes: 1000 }, "too-large-for-a-file"],
    ["a control character", { subscription: "AS\u0000" }, QT, "invalid-cell"],
  ])("refuses a record with %s", async (_, fields, options, rule) => {
    const refused = writeAll([usageRecord(fields)], options).catch((error: unknown) => error);
    const error = await refused;
    expect(error).toBeInstanceOf(InvalidUsageRecordError);
    expect((error as InvalidUsageRecordError).problems.map((problem) => problem.rule)).toContain(
      rule,
    );
  });

  it("names the record and the column of a text that no cell takes", async () => {
    const records = [usageRecord(), usageRecord({ recordId: "r-2", meter: "DISK\u0007" })];
    await expect(writeAll(records, QT)).rejects.toMatchObject({
      recordId: "r-2",
      problems: [
        {
          field: "item_search_value",
          message: expect.stringContaining("cell C3"),
          fix: "Give the value without it.",
        },
      ],
    });
  });

  it("does not go on when a workbook was not read to its end, and closes its source", async () => {
    let isClosed = false;
    function* source(): Generator<UsageRecord> {
      try {
        yield usageRecord();
        yield usageRecord({ recordId: "r-2" });
      } finally {
        isClosed = true;
      }
    }
    const workbooks = streamUsageWorkbooks(source(), QT);
    await workbooks.next();
    await expect(workbooks.next()).rejects.toThrow("not read to its end");
    expect(isClosed).toBe(true);
  });

  it("writes nothing for no records", async () => {
    expect(await writeAll([], QT)).toEqual([]);
  });
});

describe("consumptionOf", () => {
  it("is shared by the tiers of a consumption only", () => {
    const [customer, reseller, , other] = tiers(2).map(consumptionOf);
    expect(customer).toBe(reseller);
    expect(other).not.toBe(customer);
    expect(consumptionOf(usageRecord())).not.toBe(consumptionOf(usageRecord({ recordId: "r-2" })));
  });
});
