import { Buffer } from "node:buffer";
import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileDefaults, usageRecord } from "./__fixtures__/usage-record.ts";
import { connectCapabilities } from "./capabilities.ts";
import { planDeliveries } from "./plan.ts";
import { openWorkbook } from "./workbook/read-workbook.ts";

const plan = (records: readonly UsageRecord[]) =>
  planDeliveries(records, { channel: "connect", defaults: fileDefaults });

const month = Array.from({ length: 40 }, (_, index) => {
  const day = `2026-${index % 2 === 0 ? "10" : "11"}-01T00:00:00Z`;
  const currency = index % 3 === 0 ? "EUR" : "USD";
  const recordId = `r-${String(index).padStart(3, "0")}`;
  return usageRecord({ recordId, start: day, end: day, attributes: { currency } });
});

function refusedBy(plan: () => unknown): InvalidUsageRecordError {
  try {
    plan();
  } catch (error) {
    if (error instanceof InvalidUsageRecordError) return error;
  }
  throw new Error("it was not refused");
}

describe("planDeliveries", () => {
  it("makes one delivery of each product, contract, currency and month", () => {
    expect(plan(month).map(({ key, records }) => [key.slice(-11), records.length])).toEqual([
      ["EUR/2026-10", 7],
      ["EUR/2026-11", 7],
      ["USD/2026-10", 13],
      ["USD/2026-11", 13],
    ]);
  });

  it("puts every record into exactly one delivery, the first of each group included", () => {
    const ids = plan(month).flatMap(({ records }) => records.map(({ recordId }) => recordId));
    expect(ids.toSorted()).toEqual(month.map(({ recordId }) => recordId));
  });

  it("gives the same deliveries and bytes whatever the order of the records", () => {
    const expected = plan(month);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(month, { minLength: month.length, maxLength: month.length }),
        (shuffled) => {
          const planned = plan(shuffled);
          expect(planned.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          planned.forEach(({ body }, index) => {
            expect(Buffer.compare(body, expected[index]?.body ?? Buffer.alloc(0))).toBe(0);
          });
        },
      ),
      { seed: 20261001, numRuns: 20 },
    );
  });

  it("splits a group whose workbook would be larger than a file may be", () => {
    const records = Array.from({ length: 400 }, (_, index) =>
      usageRecord({ recordId: `r-${String((index * 2654435761) % 2 ** 32)}` }),
    );
    const options = { channel: "connect", defaults: fileDefaults, maximumBytes: 8_000 };
    const deliveries = planDeliveries(records, options);
    expect(deliveries.length).toBeGreaterThan(1);
    expect(deliveries.every(({ body }) => body.length <= 8_000)).toBe(true);
    expect(deliveries.flatMap((delivery) => delivery.records)).toHaveLength(400);
  });

  it("splits a group that is larger than a file, but not the tiers of a consumption", () => {
    const { maximumRecords } = connectCapabilities.batch;
    const records = Array.from({ length: maximumRecords + 1 }, (_, index) => {
      const recordId = `r-${String(index).padStart(6, "0")}`;
      const subscription = `AS-${index % maximumRecords}`;
      const tier = index === maximumRecords ? 1 : 0;
      return usageRecord({ recordId, subscription, amount: "1", tier });
    });
    const [first, second, ...others] = plan(records);
    const last = `r-${String(maximumRecords).padStart(6, "0")}`;
    expect(first?.records.slice(0, 2).map(({ recordId }) => recordId)).toEqual(["r-000000", last]);
    expect([first?.records.length, second?.records.length]).toEqual([maximumRecords, 1]);
    expect(others).toEqual([]);
    expect(first?.key).toBe(second?.key);
    expect(first?.id).not.toBe(second?.id);
  });

  it("gives a delivery its id by its key and the ids of its records alone", () => {
    const idOf = (...ids: readonly string[]) =>
      plan(ids.map((recordId) => usageRecord({ recordId })))[0]?.id;
    const ids = [idOf("r-1", "r-2"), idOf("r-1", "r-3"), idOf("r-1"), idOf("r-2")];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf("r-2", "r-1")).toBe(ids[0]);
    const corrected = ["r-1", "r-2"].map((recordId) => usageRecord({ recordId, quantity: "7" }));
    expect(plan(corrected)[0]?.id).toBe(ids[0]);
  });

  it("plans nothing for no records", () => {
    expect(plan([])).toEqual([]);
  });

  it("refuses a record that has a problem", () => {
    expect(() => plan([usageRecord({ quantity: "-1" })])).toThrow(InvalidUsageRecordError);
  });

  it.each([
    ["no amount", { amount: "1" }, {}],
    ["no tier", { amount: "1", tier: 0 }, { amount: "1" }],
    ["an amount", {}, { amount: "1" }],
    ["a tier", { amount: "1" }, { amount: "1", tier: 0 }],
  ] as const)("refuses all records that have %s, unlike most of their file", (has, most, few) => {
    const records = Array.from({ length: 5 }, (_, index) =>
      usageRecord({ recordId: `r-${index}`, ...(index > 2 ? few : most) }),
    );
    const error = refusedBy(() => plan(records));
    expect(error.message).toMatch(`record r-3: the record has ${has}, but most others of its file`);
    expect(error.others.map(({ recordId }) => recordId)).toEqual(["r-4"]);
    const rest = records.slice(0, 3);
    expect(plan(rest)).toHaveLength(1);
  });

  it("refuses all records at once that bring no item in a file of such items", () => {
    const attributes = {
      item_name: "Disk",
      item_unit: "GB",
      item_mpn: "DISK",
      item_precision: "decimal(8)",
    };
    const records = ["r-1", "r-2", "r-3"].map((recordId, index) =>
      usageRecord({ recordId, ...(index === 1 && { attributes }) }),
    );
    const { recordId, others } = refusedBy(() => plan(records));
    expect([recordId, ...others.map((other) => other.recordId)]).toEqual(["r-1", "r-3"]);
  });

  it("takes records with an amount and others without in different files", () => {
    const attributes = { product: "PRD-000-000-001" };
    const records = [usageRecord({ amount: "1" }), usageRecord({ recordId: "r-2", attributes })];
    expect(plan(records)).toHaveLength(2);
  });

  it("refuses two records with one id", () => {
    expect(() => plan([usageRecord(), usageRecord({ meter: "SEAT-PRO" })])).toThrow(
      /r-1 is given to more than one record/,
    );
  });

  it("names ten records at most that belong together and are too large", () => {
    const records = Array.from({ length: 12 }, (_, index) =>
      usageRecord({ recordId: `r-${10 + index}`, amount: "1", tier: index % 3 }),
    );
    const options = { channel: "connect", defaults: fileDefaults, maximumBytes: 100 };
    const { recordId, problems } = refusedBy(() => planDeliveries(records, options));
    const ids = Array.from({ length: 10 }, (_, index) => `r-${10 + index}`).join(", ");
    expect(recordId).toBe("r-10");
    expect(problems).toEqual([
      {
        rule: "workbook-too-large",
        field: "recordId",
        message: expect.stringMatching(
          `^records that belong together \\(${ids}\\) make a workbook of \\d+ bytes, and a file takes 100$`,
        ),
        fix: "Shorten their texts: the tiers of one consumption cannot be parted.",
      },
    ]);
  });

  it("takes a workbook that is as large as a file may be", () => {
    const [delivery] = plan([usageRecord()]);
    const maximumBytes = delivery?.body.length ?? 0;
    const options = { channel: "connect", defaults: fileDefaults, maximumBytes };
    expect(planDeliveries([usageRecord()], options)).toEqual([delivery]);
    const smaller = { ...options, maximumBytes: maximumBytes - 1 };
    expect(() => planDeliveries([usageRecord()], smaller)).toThrow(InvalidUsageRecordError);
  });

  it("names subscriptions and items in the workbook as the options say", async () => {
    const defaults = {
      ...fileDefaults,
      assetCriterion: "parameter.domain",
      itemCriterion: "item.global_id",
    };
    const criteriaOf = async (options: typeof fileDefaults) => {
      const [delivery] = planDeliveries([usageRecord()], { channel: "connect", defaults: options });
      const rows = openWorkbook(delivery?.body ?? new Uint8Array()).streamRows("records");
      const { value } = await rows.next();
      return ["asset_search_criteria", "item_search_criteria"].map((name) =>
        value?.values.get(name),
      );
    };
    expect(await criteriaOf(defaults)).toEqual(["parameter.domain", "item.global_id"]);
    expect(await criteriaOf(fileDefaults)).toEqual(["asset.id", "item.mpn"]);
  });

  it("says of an id that stands twice what to do", () => {
    const { problems } = refusedBy(() => plan([usageRecord(), usageRecord()]));
    expect(problems).toEqual([
      {
        rule: "duplicate-record-id",
        field: "recordId",
        message: "record id r-1 is given to more than one record",
        fix: "Give every record its own id, or add the quantities up before reporting.",
      },
    ]);
  });
});
