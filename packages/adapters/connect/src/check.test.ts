import { describe, expect, it } from "vitest";
import { fileDefaults, type RecordFields, usageRecord } from "./__fixtures__/usage-record.ts";
import { checkConnectRecord } from "./check.ts";
import type { FileDefaults } from "./file-defaults.ts";

const rulesOf = (fields: RecordFields, defaults: FileDefaults = fileDefaults) =>
  checkConnectRecord(usageRecord(fields), defaults).map(({ rule }) => rule);

describe("checkConnectRecord", () => {
  it("finds nothing wrong with a plain record", () => {
    expect(rulesOf({})).toEqual([]);
    expect(rulesOf({ quantity: "0", description: "Größe 量 ® 10 > 5" })).toEqual([]);
  });

  it.each<[string, RecordFields, string]>([
    ["nine decimals", { quantity: "0.123456789" }, "too-many-decimals"],
    ["a negative quantity", { quantity: "-1" }, "negative-quantity"],
    ["no meter", { meter: "" }, "missing-meter"],
    ["half a second", { start: "2026-10-01T00:00:00.500Z" }, "time-too-fine"],
    ["no record id", { recordId: "" }, "missing-text"],
    ["no subscription", { subscription: "" }, "missing-text"],
    ["a note of 201 characters", { description: "x".repeat(201) }, "text-too-long"],
    ["a record id of 256 characters", { recordId: "x".repeat(256) }, "text-too-long"],
    ["a line break in a note", { description: "a\nb" }, "control-character"],
    ["half a surrogate pair", { recordId: "a\ud800" }, "control-character"],
    ["markup in a note", { description: "<b>bold</b>" }, "html-tag"],
    ["an escape sequence in an id", { recordId: "r_x0041_1" }, "escape-sequence"],
    ["a negative amount", { amount: "-0.01" }, "negative-amount"],
    ["an amount above the bound", { amount: "10000000000000000.01" }, "amount-too-great"],
    ["a tier without an amount", { tier: 1 }, "tier-without-amount"],
    ["a tier that does not exist", { tier: 3, amount: "1" }, "invalid-tier"],
    ["a fraction as tier", { tier: 0.5, amount: "1" }, "invalid-tier"],
    ["a currency in lower case", { attributes: { currency: "usd" } }, "invalid-currency"],
    ["a contract for a product", { attributes: { product: "CRD-1" } }, "invalid-product"],
    ["a product for a contract", { attributes: { contract: "PRD-1" } }, "invalid-contract"],
    ["a product with a slash", { attributes: { product: "PRD/1" } }, "invalid-product"],
    [
      "an unknown criterion",
      { attributes: { assetCriterion: "asset.name" } },
      "invalid-asset-criterion",
    ],
  ])("refuses %s", (_, fields, rule) => {
    expect(rulesOf(fields)).toContain(rule);
  });

  it.each(["product", "contract", "currency"] as const)(
    "names the option %s when it is missing",
    (property) => {
      const { [property]: _, ...others } = fileDefaults;
      const [problem, ...rest] = checkConnectRecord(usageRecord(), others);
      expect(rest).toEqual([]);
      expect(problem).toMatchObject({
        rule: `missing-${property}`,
        field: `attributes.${property}`,
      });
      expect(problem?.fix).toContain(`"${property}"`);
    },
  );

  it("takes product, contract and currency from the record first", () => {
    const attributes = { product: "PRD-1", contract: "CRD-1", currency: "EUR" };
    expect(rulesOf({ attributes }, {})).toEqual([]);
  });

  it("asks how a subscription that is no asset id is named", () => {
    const subscription = "example.com";
    expect(rulesOf({ subscription })).toEqual(["missing-asset-criterion"]);
    const byOption = { ...fileDefaults, assetCriterion: "parameter.domain_name" };
    expect(rulesOf({ subscription }, byOption)).toEqual([]);
    const attributes = { assetCriterion: "parameter.domain_name" };
    expect(rulesOf({ subscription, attributes })).toEqual([]);
  });
});
