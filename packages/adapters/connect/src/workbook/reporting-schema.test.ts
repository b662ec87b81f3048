import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { checkReportingSchema, type ReportingSchemaId } from "./reporting-schema.ts";

const records = {
  plain: usageRecord(),
  rated: usageRecord({ amount: "3.20" }),
  tiered: usageRecord({ amount: "3.20", tier: 1 }),
  tierAlone: usageRecord({ tier: 1 }),
};

const cases: readonly (readonly [ReportingSchemaId, keyof typeof records, readonly string[]])[] = [
  ["QT", "plain", []],
  ["QT", "rated", ["forbidden-amount"]],
  ["QT", "tiered", ["forbidden-amount", "forbidden-tier"]],
  ["CR", "plain", ["missing-amount"]],
  ["CR", "rated", []],
  ["CR", "tiered", ["forbidden-tier"]],
  ["PR", "plain", ["missing-amount"]],
  ["PR", "rated", []],
  ["PR", "tiered", ["forbidden-tier"]],
  ["TR", "plain", ["missing-amount", "missing-tier"]],
  ["TR", "rated", ["missing-tier"]],
  ["TR", "tierAlone", ["missing-amount"]],
  ["TR", "tiered", []],
];

describe("checkReportingSchema", () => {
  it.each(cases)("%s finds in a record that is %s: %j", (schema, name, rules) => {
    expect(checkReportingSchema(records[name], schema).map(({ rule }) => rule)).toEqual(rules);
  });

  it("says which schema wants what", () => {
    expect(checkReportingSchema(records.plain, "CR")[0]).toMatchObject({
      field: "amount",
      message: "the record has no amount, which schema CR (Cost Rated) requires",
      fix: "Map a column to amount; the amount is what the provider pays.",
    });
    expect(checkReportingSchema(records.tiered, "CR")).toEqual([
      {
        rule: "forbidden-tier",
        field: "tier",
        message: "the record has tier 1, which schema CR (Cost Rated) does not take",
        fix: "Leave the tier out, or ask the distributor which schema the product has.",
      },
    ]);
  });
});
