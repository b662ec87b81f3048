import { parseInstant } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { fromUsageRow } from "./from-usage-row.ts";

const read = (values: Readonly<Record<string, string>>) =>
  fromUsageRow({ number: 7, values: new Map(Object.entries(values)), comments: new Map() });

describe("fromUsageRow", () => {
  it("reads numbers that are text, hours without a zero in front, and the old name of the id", () => {
    const { row, recordId, quantity, amount, tier, start, end, unreadable } = read({
      usage_record_id: " r-1 ",
      quantity: "7.0",
      amount: "1.5E-7",
      tier: "1",
      start_time_utc: "2019-11-04 9:21:39",
      end_time_utc: "2019-11-04 23:59:59",
    });
    expect([row, recordId, tier, unreadable]).toEqual([7, "r-1", 1, []]);
    expect([quantity?.toString(), amount?.toString()]).toEqual(["7", "0.00000015"]);
    expect([start, end]).toEqual(
      ["2019-11-04T09:21:39Z", "2019-11-04T23:59:59Z"].map(parseInstant),
    );
  });

  it("reads texts, the distributor's columns and the parties' own", () => {
    const row = read({
      record_id: "r-1",
      record_note: "note",
      item_search_criteria: "item.mpn",
      item_search_value: "DISK",
      asset_search_criteria: "asset.id",
      asset_search_value: "AS-1",
      category_id: "disk",
      external_billing_id: "B-1",
      external_billing_note: "October",
      "v.region": "EU",
      "p.margin": "3",
      customer_company_name: "Example",
    });
    expect(row).toMatchObject({
      note: "note",
      itemCriterion: "item.mpn",
      item: "DISK",
      assetCriterion: "asset.id",
      asset: "AS-1",
      category: "disk",
      billingId: "B-1",
      billingNote: "October",
    });
    expect(Object.fromEntries(row.parameters)).toEqual({ "v.region": "EU", "p.margin": "3" });
    expect(row.values.get("customer_company_name")).toBe("Example");
  });

  it("has no member for an empty cell", () => {
    const row = read({ record_id: "", quantity: " ", tier: "" });
    expect(Object.keys(row)).toEqual(["row", "parameters", "unreadable", "values", "comments"]);
  });

  it.each([
    ["quantity", "ten"],
    ["amount", "1,50"],
    ["tier", "1.5"],
    ["start_time_utc", "43774.39"],
  ])("names %s when it holds %j", (header, text) => {
    const row = read({ record_id: "r-1", [header]: text });
    expect(row.unreadable).toEqual([header]);
    expect(row.values.get(header)).toBe(text);
    expect(row.quantity ?? row.amount ?? row.tier ?? row.start).toBeUndefined();
  });
});
