import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { deliveryKey, plan } from "./plan.ts";

function planned(records: readonly UsageRecord[]) {
  return plan("rebilly", records).map(({ body, ...delivery }) => ({
    ...delivery,
    body: new TextDecoder().decode(body),
  }));
}

describe("plan", () => {
  it("makes a delivery for each record", () => {
    const record = usageRecord();
    expect(planned([record])).toEqual([
      {
        id: "c3227e772321899cf6228b99b786a5dc",
        channel: "rebilly",
        key: "sub_twin_storage_001 2026-10-01T00:00:00Z",
        records: [record],
        body: '{"subscriptionId":"sub_twin_storage_001","quantity":1.125,"usageTime":"2026-10-01T00:00:00Z"}',
      },
    ]);
  });

  it("never adds records up, since a plan may count the last report alone", () => {
    const records = [1, 2, 3].map((hour) => usageRecord({ recordId: `r-${hour}`, hour }));
    expect(planned(records).map(({ body }) => JSON.parse(body).quantity)).toEqual([
      1.125, 1.125, 1.125,
    ]);
  });

  it("gives the same deliveries and bytes in whatever order the records come", () => {
    const records = fc.uniqueArray(
      fc.record({ hour: fc.integer({ min: 0, max: 3 }), tenths: fc.integer({ min: 1, max: 99 }) }),
      { selector: ({ hour, tenths }) => `${hour} ${tenths}`, maxLength: 12 },
    );
    const orders = records.chain((facts) => {
      const made = facts.map(({ hour, tenths }) =>
        usageRecord({ recordId: `${hour}-${tenths}`, hour, quantity: String(tenths / 10) }),
      );
      return fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }));
    });
    fc.assert(
      fc.property(orders, ([made, shuffled]) => {
        expect(planned(shuffled)).toEqual(planned(made));
      }),
      { seed: 20261001 },
    );
  });

  it("refuses a record with a problem", () => {
    expect(() => planned([usageRecord(), usageRecord({ recordId: "r-2", quantity: "0" })])).toThrow(
      InvalidUsageRecordError,
    );
  });

  it("takes different quantities of one subscription and time", () => {
    const other = usageRecord({ recordId: "r-2", quantity: "2" });
    expect(planned([usageRecord(), other])).toHaveLength(2);
  });

  it.each([
    ["equal quantities", usageRecord({ recordId: "r-2", quantity: "1.1250" })],
    [
      "a quantity that may be trimmed",
      usageRecord({ recordId: "r-2", quantity: "9", acceptPartial: true }),
    ],
  ])("refuses %s of one subscription and time, which nobody could tell apart", (_case, other) => {
    expect(() => planned([usageRecord(), other])).toThrow("nobody could tell them apart");
  });
});

describe("a plan's refusal of lookalikes", () => {
  const other = usageRecord({ recordId: "r-2", quantity: "1.1250" });
  const trimmed = usageRecord({ recordId: "r-2", quantity: "9", acceptPartial: true });
  it.each([
    ["with the same quantity", other],
    ["and this one may be trimmed", trimmed],
  ])("says of a record that starts at the same time %s what to do", (words, record) => {
    const refused = expect(() => planned([usageRecord(), record]));
    refused.toThrow(
      expect.objectContaining({
        recordId: "r-2",
        problems: [
          {
            rule: "duplicate-natural-key",
            field: "period",
            message: `another record of sub_twin_storage_001 starts at the same time ${words}, so that nobody could tell them apart at Rebilly`,
            fix: "Add the quantities up, or let the periods start at different times.",
          },
        ],
      }),
    );
  });
});

describe("the order of a plan", () => {
  it("is that of subscription and time, then of the records' ids", () => {
    const records = [
      usageRecord({ recordId: "r-1", hour: 1 }),
      usageRecord({ recordId: "r-3", quantity: "3" }),
      usageRecord({ recordId: "r-2", quantity: "2" }),
    ];
    const ids = planned(records).map((delivery) => delivery.records[0]?.recordId);
    expect(ids).toEqual(["r-2", "r-3", "r-1"]);
  });
});

describe("deliveryKey", () => {
  it("is the subscription and the start of the period", () => {
    expect(deliveryKey(usageRecord({ hour: 1 }))).toBe("sub_twin_storage_001 2026-10-01T01:00:00Z");
  });
});
