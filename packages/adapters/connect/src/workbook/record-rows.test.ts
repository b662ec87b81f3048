import { InvalidUsageRecordError } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RecordFields, usageRecord } from "../__fixtures__/usage-record.ts";
import { RecordRows, rowBound } from "./record-rows.ts";
import { type Cell, RowWriter } from "./sheet-xml.ts";
import type { UsageWorkbookOptions } from "./usage-workbook-options.ts";

const QT: UsageWorkbookOptions = {
  assetCriterionOf: () => "asset.id",
  itemCriterion: "item.mpn",
  schema: "QT",
};

function problemsOf(fields: RecordFields, options: Partial<UsageWorkbookOptions> = {}) {
  try {
    new RecordRows({ ...QT, ...options }).toCells(usageRecord(fields));
  } catch (error) {
    if (error instanceof InvalidUsageRecordError) return error.problems;
    throw error;
  }
  return [];
}

describe("RecordRows", () => {
  it("names every column that is not declared, and how to declare it", () => {
    const attributes = { "v.region": "EU", "v.zone": "1", "v.empty": "", note: "x" };
    const found = problemsOf({ attributes, description: "note" }, { columns: ["v.zone"] });
    expect(found).toEqual(
      [
        ["record_note", "record_note"],
        ["v.region", "attributes.v.region"],
      ].map(([name, field]) => ({
        rule: "undeclared-column",
        field,
        message: `the record has a value for the column ${name}, which the workbook does not have`,
        fix: `Name ${name} among the workbook's columns.`,
      })),
    );
  });

  it("leaves amount and tier to the schema", () => {
    expect(problemsOf({ amount: "1", tier: 1 }).map(({ rule }) => rule)).toEqual([
      "forbidden-amount",
      "forbidden-tier",
    ]);
  });

  it.each([
    [{}, []],
    [{ schema: "CR" as const }, ["amount"]],
    [
      { schema: "TR" as const, columns: ["category_id"] as const },
      ["category_id", "amount", "tier"],
    ],
  ])("has the required columns, and those of %j", (options, further) => {
    const { header } = new RecordRows({ ...QT, ...options });
    expect(header).toHaveLength(8 + further.length);
    expect(header.slice(8)).toEqual(further);
  });
});

describe("rowBound", () => {
  it("is never passed by the XML of a row", () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      fc.string({ unit: fc.constantFrom("&", '"', "量", "=", " "), maxLength: 200 }),
      fc.integer().map((number) => ({ number: String(number) })),
      fc.bigInt({ min: 10n ** 200n, max: 10n ** 250n }).map((number) => ({ number: `${number}` })),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
        const xml = new RowWriter(cells.length).write(cells);
        expect(rowBound(cells)).toBeGreaterThanOrEqual(new TextEncoder().encode(xml).length);
      }),
      { seed: 20261001, numRuns: 200 },
    );
  });

  it("is the same for a text and for a number of as many characters", () => {
    expect(rowBound(["12345"])).toBe(rowBound([{ number: "12345" }]));
    expect(rowBound(["12345"])).toBeGreaterThan(rowBound([""]));
    expect(rowBound([undefined])).toBeGreaterThan(rowBound([]));
  });
});
