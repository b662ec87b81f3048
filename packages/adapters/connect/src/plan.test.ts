import { Buffer } from "node:buffer";
import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileDefaults, usageRecord } from "./__fixtures__/usage-record.ts";
import { connectCapabilities } from "./capabilities.ts";
import { planDeliveries } from "./plan.ts";

const plan = (records: readonly UsageRecord[]) =>
  planDeliveries(records, { channel: "connect", defaults: fileDefaults });

const month = Array.from({ length: 40 }, (_, index) => {
  const day = `2026-${index % 2 === 0 ? "10" : "11"}-01T00:00:00Z`;
  const currency = index % 3 === 0 ? "EUR" : "USD";
  const recordId = `r-${String(index).padStart(3, "0")}`;
  return usageRecord({ recordId, start: day, end: day, attributes: { currency } });
});

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

  it("plans nothing for no records", () => {
    expect(plan([])).toEqual([]);
  });

  it("refuses a record that has a problem", () => {
    expect(() => plan([usageRecord({ quantity: "-1" })])).toThrow(InvalidUsageRecordError);
  });

  it.each([
    ["amount", { amount: "1" }, {}],
    ["tier", { amount: "1", tier: 0 }, { amount: "1" }],
  ] as const)("refuses a file in which only some records have %s", (field, some, others) => {
    const records = [usageRecord(some), usageRecord({ recordId: "r-2", ...others })];
    expect(() => plan(records)).toThrow(
      new RegExp(`^record r-2: the record has no ${field}, but r-1 of the same file has one`),
    );
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
});
