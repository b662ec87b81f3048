import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, startPlatform } from "./__fixtures__/platform.ts";
import { LONG, openStage } from "./__fixtures__/stage.ts";
import { fileDefaults, type RecordFields, usageRecord } from "./__fixtures__/usage-record.ts";
import { planDeliveries } from "./plan.ts";
import type { ReportingSchemaId } from "./workbook/reporting-schema.ts";

const planWith = (records: readonly UsageRecord[], schema?: ReportingSchemaId) =>
  planDeliveries(records, {
    channel: "connect",
    defaults: { ...fileDefaults, ...(schema !== undefined && { schema }) },
  });

const rated = { amount: "1", tier: 1 };

/** What is known before anything is sent: the record and the rule. */
const KNOWN: readonly (readonly [string, RecordFields, ReportingSchemaId | undefined, RegExp])[] = [
  [
    "a product that is none",
    { attributes: { product: "a b" } },
    undefined,
    /product "a b" is not one/,
  ],
  [
    "a contract that is a product",
    { attributes: { contract: "PRD-1" } },
    undefined,
    /is a product's id/,
  ],
  [
    "two currencies in one record",
    { attributes: { currency: "USD,EUR" } },
    undefined,
    /currency "USD,EUR"/,
  ],
  ["no amount for CR", {}, "CR", /no amount, which schema CR \(Cost Rated\) requires/],
  ["no amount for PR", {}, "PR", /no amount, which schema PR/],
  ["no amount for TR", {}, "TR", /no amount, which schema TR/],
  [
    "an amount for QT",
    { amount: "1" },
    "QT",
    /amount 1, which schema QT \(Quantity\) does not take/,
  ],
  ["a tier for CR", rated, "CR", /tier 1, which schema CR/],
  ["a tier for PR", rated, "PR", /tier 1, which schema PR/],
  ["no tier for TR", { amount: "1" }, "TR", /no tier, which schema TR/],
  ["less than nothing", { quantity: "-1" }, undefined, /quantity -1 is below 0/],
  ["a negative amount", { amount: "-1" }, undefined, /negative; a usage file carries no credits/],
  ["HTML in a note", { description: "<a href=x>" }, undefined, /description holds an HTML tag/],
  ["a control character", { description: "a\u0000" }, undefined, /holds a control character/],
  [
    "a long note",
    { description: "x".repeat(201) },
    undefined,
    /201 characters; the channel takes 200/,
  ],
];

describe("bad input", () => {
  it.each(KNOWN)("%s is refused before anything is sent", (_case, fields, schema, message) => {
    const plan = () => planWith([usageRecord({ recordId: "bad-1", ...fields })], schema);
    expect(plan).toThrow(InvalidUsageRecordError);
    expect(plan).toThrow(/^record bad-1: /);
    expect(plan).toThrow(message);
  });

  it("of an id in two files is refused before either is sent", () => {
    const products = ["PRD-1", "PRD-2"].map((product) =>
      usageRecord({ recordId: "same", attributes: { product } }),
    );
    expect(() => planWith(products)).toThrow(
      /^record same: record id same is given to more than one/,
    );
  });

  it("of two currencies makes two files, each with one", () => {
    const records = ["USD", "EUR"].map((currency) =>
      usageRecord({ recordId: currency, attributes: { currency } }),
    );
    const keys = planWith(records).map(({ key }) => key.split("/")[2]);
    expect(keys).toEqual(["EUR", "USD"]);
  });

  it("of tiers too large for a file is refused by their names", () => {
    const tiers = [0, 1].map((tier) => usageRecord({ recordId: `t-${tier}`, amount: "1", tier }));
    const plan = () =>
      planDeliveries(tiers, { channel: "connect", defaults: fileDefaults, maximumBytes: 100 });
    expect(plan).toThrow(
      /^record t-0: records that belong together \(t-0, t-1\) make a workbook of \d+/,
    );
  });

  it.each([
    ["item", { meter: "UNKNOWN" }, "meter"],
    ["asset", { subscription: "AS-9999-9999-9999" }, "subscription"],
  ])(
    "of an unknown %s is told by the platform, with record and column",
    async (_, fields, field) => {
      const { channel } = await startPlatform();
      const [good, bad] = monthOfRecords(2);
      const records = [good, { ...bad, ...fields }] as UsageRecord[];
      const [delivery] = channel.plan(records);
      const outcomes = await channel.send(delivery ?? expect.fail("no delivery"));
      expect(outcomes).toMatchObject([
        { recordId: "r-01", status: "refused", problem: { rule: "file-refused" } },
        { recordId: "r-02", status: "refused", problem: { rule: "row-refused", field } },
      ]);
      expect(outcomes[0]).toMatchObject({ problem: { message: expect.stringContaining("r-02") } });
    },
  );

  it("of a period outside the days that are reported is refused before anything is sent", () => {
    const defaults = { ...fileDefaults, period: { from: "2026-09-01", to: "2026-09-30" } };
    const plan = () =>
      planDeliveries([usageRecord({ recordId: "late" })], { channel: "connect", defaults });
    expect(plan).toThrow(
      "record late: the usage of 2026-10-01T00:00:00Z/2026-10-02T00:00:00Z is not within 2026-09-01 to 2026-09-30",
    );
  });

  it("of an upload that is cut half-way is not taken for a success or for nothing", async () => {
    const { channel, twin } = await startPlatform();
    const [delivery] = channel.plan(monthOfRecords(2));
    twin.arm({ kind: "reset-before-storing", path: "/public/v1/usage/files/UF", method: "POST" });
    const outcomes = await channel.send(delivery ?? expect.fail("no delivery"));
    expect(outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
    const settled = await channel.settle(delivery ?? expect.fail("no delivery"));
    expect(settled.map(({ status }) => status)).toEqual(["pending", "pending"]);
  });

  it("of ids that another file has taken is told by the platform", async () => {
    const { vendor, id, good, pass } = await openStage();
    await vendor.files.upload(id, good);
    await pass(LONG);
    const { product, contract, currency } = fileDefaults;
    const second = await vendor.files.create({ product, contract, currency, name: "Again" });
    await vendor.files.upload(second.id, good);
    await pass(LONG);
    const file = await vendor.files.get(second.id);
    expect([file.status, file.errorDetail]).toEqual([
      "invalid",
      expect.stringMatching(/record_id/),
    ]);
  });

  it("of a wrong token says which role may do it", async () => {
    const { vendor, distributor, id } = await openStage();
    await expect(vendor.files.accept(id, "Fine")).rejects.toThrow(/[^.]; only the distributor/);
    await expect(distributor.files.submit(id)).rejects.toThrow(/[^.]; only the vendor/);
  });
});
