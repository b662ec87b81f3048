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
});
