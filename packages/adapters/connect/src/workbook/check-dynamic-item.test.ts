import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { checkDynamicItem } from "./check-dynamic-item.ts";

const item = {
  item_name: "Disk",
  item_unit: "GB",
  item_mpn: "DISK",
  item_precision: "decimal(1)",
};
const rulesOf = (attributes: Readonly<Record<string, string>>, quantity = "1.5") =>
  checkDynamicItem(usageRecord({ attributes, quantity })).map(({ rule, field }) => [rule, field]);

describe("checkDynamicItem", () => {
  it("takes a record without or with all of the columns", () => {
    expect(rulesOf({})).toEqual([]);
    expect(rulesOf(item)).toEqual([]);
  });

  it("names every column that is missing", () => {
    expect(rulesOf({ item_name: "Disk", item_precision: "integer" })).toEqual([
      ["incomplete-dynamic-item", "attributes.item_unit"],
      ["incomplete-dynamic-item", "attributes.item_mpn"],
    ]);
  });

  it("knows the precisions, and that the quantity has to fit", () => {
    expect(rulesOf({ ...item, item_precision: "decimal(3)" })).toEqual([
      ["invalid-item-precision", "attributes.item_precision"],
    ]);
    expect(rulesOf(item, "1.25")).toEqual([["too-many-decimals", "quantity"]]);
  });

  it("says what is wrong and what to do", () => {
    const problemsOf = (attributes: Readonly<Record<string, string>>) =>
      checkDynamicItem(usageRecord({ attributes, quantity: "1.25" }));
    expect(problemsOf({ ...item, item_precision: "all" })).toEqual([
      {
        rule: "invalid-item-precision",
        field: "attributes.item_precision",
        message:
          'item_precision "all" is none of integer, decimal(1), decimal(2), decimal(4), decimal(8)',
        fix: "Take one of these.",
      },
    ]);
    expect(problemsOf(item)).toEqual([
      {
        rule: "too-many-decimals",
        field: "quantity",
        message: "quantity 1.25 has more decimals than decimal(1) takes",
        fix: "Widen the precision.",
      },
    ]);
    expect(problemsOf({ ...item, item_mpn: "" })).toEqual([
      {
        rule: "incomplete-dynamic-item",
        field: "attributes.item_mpn",
        message: "the record brings an item of its own, but no item_mpn",
        fix: "Give all of item_name, item_unit, item_mpn, item_precision, or none for an item of the catalogue.",
      },
    ]);
  });
});
