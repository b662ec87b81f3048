import { describe, expect, it } from "vitest";
import { fileDefaults, type RecordFields, usageRecord } from "./__fixtures__/usage-record.ts";
import { checkConnectRecord } from "./check.ts";
import { checkPeriod } from "./check-period.ts";
import type { FileDefaults } from "./file-defaults.ts";

const problemsOf = (fields: RecordFields, defaults: FileDefaults = fileDefaults) =>
  checkConnectRecord(usageRecord(fields), defaults);

const item = (fields: Readonly<Record<string, string>>): RecordFields => ({
  attributes: {
    item_name: "Disk",
    item_unit: "GB",
    item_mpn: "DISK",
    item_precision: "integer",
    ...fields,
  },
  quantity: "1",
});

describe("the greatest length of", () => {
  it.each<[string, number, (text: string) => RecordFields]>([
    ["recordId", 255, (recordId) => ({ recordId })],
    ["subscription", 255, (text) => ({ subscription: text.replace(/^.../, "AS-") })],
    ["meter", 255, (meter) => ({ meter })],
    ["category", 255, (category) => ({ category })],
    ["description", 200, (description) => ({ description })],
    ["attributes.v.region", 255, (text) => ({ attributes: { "v.region": text } })],
    ["attributes.item_name", 255, (text) => item({ item_name: text })],
    ["attributes.item_unit", 64, (text) => item({ item_unit: text })],
    ["attributes.item_mpn", 255, (text) => item({ item_mpn: text })],
  ])("%s is %i characters", (field, maximum, fieldsOf) => {
    expect(problemsOf(fieldsOf("x".repeat(maximum)))).toEqual([]);
    expect(problemsOf(fieldsOf("x".repeat(maximum + 1)))).toEqual([
      {
        rule: "text-too-long",
        field,
        message: `${field} has ${maximum + 1} characters; the channel takes ${maximum}`,
        fix: "Shorten it.",
      },
    ]);
  });

  it("an attribute that is no column is not asked for", () => {
    expect(problemsOf({ attributes: { region: `<b>${"x".repeat(300)}` } })).toEqual([]);
  });
});

describe("what is said of", () => {
  it.each<[string, RecordFields, object]>([
    [
      "an empty subscription",
      { subscription: "", attributes: { assetCriterion: "asset.id" } },
      {
        rule: "missing-text",
        field: "subscription",
        message: "subscription is empty",
        fix: "Map a column to subscription.",
      },
    ],
    [
      "a negative amount",
      { amount: "-1" },
      {
        rule: "negative-amount",
        field: "amount",
        message: "amount -1 is negative; a usage file carries no credits",
        fix: "Agree with the distributor on a credit, and leave the record out.",
      },
    ],
    [
      "an amount above the greatest",
      { amount: "10000000000000000.01" },
      {
        rule: "amount-too-great",
        field: "amount",
        message:
          "amount 10000000000000000.01 is above 10000000000000000, the most that the channel takes",
        fix: "Split the period.",
      },
    ],
    [
      "a tier that there is not",
      { amount: "1", tier: 3 },
      {
        rule: "invalid-tier",
        field: "tier",
        message: "tier 3 is none of 0, 1, 2",
        fix: "0 is the customer.",
      },
    ],
    [
      "a tier alone",
      { tier: 1 },
      {
        rule: "tier-without-amount",
        field: "tier",
        message: "the record has tier 1 but no amount; a tier says whom an amount is for",
        fix: "Add the amount, or leave the tier out.",
      },
    ],
    [
      "a control character",
      { description: "a\nb" },
      {
        rule: "control-character",
        field: "description",
        message:
          "description holds a control character or broken Unicode, which a workbook cannot carry",
        fix: "Take line breaks and control characters out.",
      },
    ],
    [
      "a tag",
      { description: "</p>" },
      {
        rule: "html-tag",
        field: "description",
        message: "description holds an HTML tag, which the platform refuses",
        fix: "Take the markup out.",
      },
    ],
    [
      "an escape sequence",
      { description: "_x00e9_" },
      {
        rule: "escape-sequence",
        field: "description",
        message:
          "description holds _x…_ with four hexadecimal digits, which spreadsheet programs read as one character",
        fix: "Change that part of the text.",
      },
    ],
    [
      "a currency that is none",
      { attributes: { currency: "EURO" } },
      {
        rule: "invalid-currency",
        field: "attributes.currency",
        message: 'currency "EURO" is not one',
        fix: 'Set the channel\'s option "currency", for example "USD", or map a column to the attribute currency.',
      },
    ],
    [
      "a contract in place of a product",
      { attributes: { product: "crd-1" } },
      {
        rule: "invalid-product",
        field: "attributes.product",
        message: `product "crd-1" is a contract's id`,
        fix: 'Set the channel\'s option "product", for example "PRD-276-377-545", or map a column to the attribute product.',
      },
    ],
    [
      "a product in place of a contract",
      { attributes: { contract: "prd-1" } },
      {
        rule: "invalid-contract",
        field: "attributes.contract",
        message: `contract "prd-1" is a product's id`,
        fix: 'Set the channel\'s option "contract", for example "CRD-41560-05399-12345", or map a column to the attribute contract.',
      },
    ],
    [
      "a subscription of unknown kind",
      { subscription: "my AS-1" },
      {
        rule: "missing-asset-criterion",
        field: "attributes.assetCriterion",
        message:
          'subscription "my AS-1" is not an asset id (AS-…), and nothing says what else it is',
        fix: 'Set the channel\'s option "assetCriterion" to asset.id or parameter.<id>.',
      },
    ],
  ])("%s", (_, fields, problem) => {
    expect(problemsOf(fields)).toEqual([problem]);
  });

  it.each(["asset.id.x", "my asset.id", "parameter.", "assetxid", "parameter.a b"])(
    "the criterion %j",
    (assetCriterion) => {
      expect(problemsOf({ attributes: { assetCriterion } })).toEqual([
        {
          rule: "invalid-asset-criterion",
          field: "attributes.assetCriterion",
          message: `asset criterion "${assetCriterion}" is neither asset.id nor parameter.<id>`,
          fix: 'Set the channel\'s option "assetCriterion" to asset.id or parameter.<id>.',
        },
      ]);
    },
  );

  it("a product that nothing names", () => {
    const { contract, currency } = fileDefaults;
    expect(problemsOf({ attributes: { product: "" } }, { contract, currency })).toEqual([
      {
        rule: "missing-product",
        field: "attributes.product",
        message: `the record has no product, and the channel's option "product" is not set`,
        fix: 'Set the channel\'s option "product", for example "PRD-276-377-545", or map a column to the attribute product.',
      },
    ]);
  });

  it("usage outside of the days that are reported", () => {
    const october = { from: "2026-10-01", to: "2026-10-31" };
    expect(checkPeriod(usageRecord({ start: "2026-09-30T00:00:00Z" }), october)).toMatchObject([
      {
        field: "period",
        fix: "Leave it to the report of its own period, or change the channel's option period.",
      },
    ]);
  });
});

describe("nothing is said of", () => {
  it.each<[string, RecordFields]>([
    ["the greatest amount", { amount: "10000000000000000" }],
    ["an amount of nothing", { amount: "0" }],
    ["the last tier", { amount: "1", tier: 2 }],
    ["signs that only look like a tag", { description: "a < b, 1<2 <-" }],
    ["an underscore", { description: "_x00_ x0041_ _x00gg_" }],
    ["a product of 255 signs", { attributes: { product: `a.b-${"x".repeat(251)}` } }],
    ["a product that ends like a contract", { attributes: { product: "X-CRD-1" } }],
    ["a criterion of a parameter", { attributes: { assetCriterion: "parameter.a.b-c_1" } }],
  ])("%s", (_, fields) => {
    expect(problemsOf(fields)).toEqual([]);
  });

  it("a product too long for one, except that it is not one", () => {
    const [problem] = problemsOf({ attributes: { product: "x".repeat(256) } });
    expect(problem?.rule).toBe("invalid-product");
  });
});
