import type { HeldUsage } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { indexHeldUsage } from "./index-held-usage.ts";

const { subscription, meter = "", quantity, period } = usageRecord();
const held: HeldUsage = {
  channel: "connect",
  reference: "UR-1",
  subscription,
  meter,
  quantity,
  period,
  status: "closed",
};

describe("indexHeldUsage", () => {
  it("finds usage with the same subscription, meter, quantity and period", () => {
    const find = indexHeldUsage([held, { ...held, reference: "UR-2", meter: "SEAT-PRO" }]);
    expect(find(usageRecord({ quantity: "12.50" })).map(({ reference }) => reference)).toEqual([
      "UR-1",
    ]);
  });

  it.each([
    { subscription: "AS-9" },
    { meter: "SEAT-PRO" },
    { quantity: "12.51" },
    { end: "2026-10-03T00:00:00Z" },
  ])("finds nothing for another %j", (fields) => {
    expect(indexHeldUsage([held])(usageRecord(fields))).toEqual([]);
  });

  it("does not take usage without a meter for that of a record with one", () => {
    const { meter: _, ...others } = held;
    expect(indexHeldUsage([others])(usageRecord())).toEqual([]);
  });
});
