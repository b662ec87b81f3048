import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { type RecordFields, usageRecord } from "../__fixtures__/usage-record.ts";
import { columnsWith, usedColumns } from "./record-columns.ts";
import { toRecordsSheet } from "./to-records-sheet.ts";

const CRITERIA = { assetCriterionOf: () => "asset.id", itemCriterion: "item.mpn" };
const ITEM = { item_name: "Disk", item_unit: "GB", item_mpn: "DISK", item_precision: "integer" };

const recordsWith = (...fields: readonly RecordFields[]): readonly UsageRecord[] =>
  fields.map((given, index) => usageRecord({ recordId: `r-${index}`, ...given }));

function refusalOf(records: readonly UsageRecord[]): InvalidUsageRecordError {
  try {
    toRecordsSheet(records, CRITERIA);
  } catch (error) {
    if (error instanceof InvalidUsageRecordError) return error;
  }
  throw new Error("it was not refused");
}

const rated = { amount: "1" };
const tiered = { amount: "1", tier: 0 };

describe("toRecordsSheet", () => {
  it.each<[string, readonly RecordFields[], readonly string[], string, string]>([
    [
      "amount",
      [rated, rated, {}],
      ["r-2"],
      "missing-amount",
      "no amount, but most others of its file have one",
    ],
    [
      "amount",
      [{}, rated, {}],
      ["r-1"],
      "forbidden-amount",
      "an amount, but most others of its file have none",
    ],
    [
      "amount",
      [{}, rated],
      ["r-0"],
      "missing-amount",
      "no amount, but most others of its file have one",
    ],
    [
      "tier",
      [tiered, rated, tiered, rated, tiered],
      ["r-1", "r-3"],
      "missing-tier",
      "no tier, but most others of its file have one",
    ],
    [
      "tier",
      [tiered, rated, rated],
      ["r-0"],
      "forbidden-tier",
      "a tier, but most others of its file have none",
    ],
  ])("refuses the fewer where some give the %s: %j", (field, fields, ids, rule, words) => {
    const { recordId, others, problems } = refusalOf(recordsWith(...fields));
    expect([recordId, ...others.map((other) => other.recordId)]).toEqual(ids);
    expect(problems).toEqual([
      {
        rule,
        field,
        message: `the record has ${words}; a product takes it in every row or in none`,
        fix: `Give the ${field} of every record of the product, or of none; the channel's option schema says which.`,
      },
    ]);
    for (const other of others) expect(other.problems).toEqual(problems);
  });

  it("refuses records without an item of their own where others bring one", () => {
    const records = [
      ...recordsWith({ attributes: ITEM }, {}),
      usageRecord({ recordId: "r-2", attributes: { region: "EU" } }),
    ];
    const { recordId, others, problems } = refusalOf(records);
    expect([recordId, ...others.map((other) => other.recordId)]).toEqual(["r-1", "r-2"]);
    expect(problems.map(({ rule }) => rule)).toEqual(["missing-dynamic-item"]);
  });

  it.each<[string, readonly RecordFields[]]>([
    ["none has an amount", [{}, {}]],
    ["all have amount and tier", [tiered, tiered]],
    ["all bring an item", [{ attributes: ITEM }, { attributes: ITEM }]],
  ])("takes records of which %s", (_, fields) => {
    const { rows } = toRecordsSheet(recordsWith(...fields), CRITERIA);
    expect([...rows]).toHaveLength(2);
  });

  it("puts the vendor's own columns behind the others, by name, and leaves empty ones out", () => {
    const attributes = { "v.zone": "1", "v.area": "2", "v.none": "", region: "EU" };
    const { header, rows } = toRecordsSheet(
      recordsWith({ attributes, category: "disk" }),
      CRITERIA,
    );
    expect(header.slice(-3)).toEqual(["category_id", "v.area", "v.zone"]);
    expect([...rows][0]?.slice(-3)).toEqual(["disk", "2", "1"]);
  });

  it("writes each of many times right", () => {
    const minute = 60_000;
    const first = Date.UTC(2026, 9, 1);
    const records = Array.from({ length: 5000 }, (_, index) => ({
      ...usageRecord({ recordId: `r-${index}` }),
      period: { start: first + index * minute, end: first + (index + 1) * minute },
    }));
    const { header, rows } = toRecordsSheet(records, CRITERIA);
    const column = header.indexOf("start_time_utc");
    const expected = records.map(({ period }) =>
      new Date(period.start).toISOString().slice(0, 19).replace("T", " "),
    );
    expect([...rows].map((cells) => cells[column])).toEqual(expected);
  });
});

describe("usedColumns", () => {
  it("names the optional columns that a record has values for", () => {
    const attributes = { ...ITEM, "v.region": "EU", "v.empty": "", other: "x" };
    expect(usedColumns(usageRecord({ attributes, tier: 0, amount: "1" }), CRITERIA)).toEqual([
      "amount",
      "tier",
      "item_name",
      "item_unit",
      "item_mpn",
      "item_precision",
      "v.region",
    ]);
    expect(usedColumns(usageRecord({ description: "", category: "" }), CRITERIA)).toEqual([]);
  });
});

describe("columnsWith", () => {
  it("orders optional columns whatever their order was", () => {
    const names = columnsWith(new Set(["v.b", "tier", "v.a", "record_note"]));
    expect(names.map(({ header }) => header)).toEqual([
      "record_id",
      "record_note",
      "item_search_criteria",
      "item_search_value",
      "quantity",
      "start_time_utc",
      "end_time_utc",
      "asset_search_criteria",
      "asset_search_value",
      "tier",
      "v.a",
      "v.b",
    ]);
  });
});
