import { describe, expect, it } from "vitest";
import type { ChannelCapabilities } from "./capabilities.ts";
import { checkRecord } from "./check-record.ts";
import { Quantity } from "./quantity.ts";
import type { UsageRecord } from "./usage-record.ts";

const capabilities: ChannelCapabilities = {
  decimals: 3,
  minimumQuantity: "0.001",
  maximumQuantity: "1000",
  meter: "required",
  batch: { shape: "single", maximumRecords: 1 },
  time: "period",
  timeResolution: 1000,
  correction: "delete-and-send",
  retraction: "delete",
  partialQuantity: true,
  acceptance: false,
  closing: false,
  recordIdReadBack: false,
};

function rules(change: Partial<UsageRecord>): readonly string[] {
  const record: UsageRecord = {
    recordId: "r1",
    channel: "test",
    subscription: "s1",
    meter: "calls",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    ...change,
  };
  return checkRecord(record, capabilities).map(({ rule }) => rule);
}

describe("checkRecord", () => {
  it("finds nothing wrong with a record that the channel takes", () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    ["too-many-decimals", { quantity: Quantity.parse("1.2345") }],
    ["quantity-too-small", { quantity: Quantity.zero }],
    ["negative-quantity", { quantity: Quantity.parse("-1") }],
    ["quantity-too-great", { quantity: Quantity.parse("1000.001") }],
    ["missing-meter", { meter: "" }],
    ["time-too-fine", { period: { start: 1, end: 1000 } }],
  ])("finds %s", (rule, change) => {
    expect(rules(change)).toEqual([rule]);
  });

  it("finds every problem at once", () => {
    expect(rules({ meter: "", quantity: Quantity.parse("-0.0001") })).toEqual([
      "too-many-decimals",
      "negative-quantity",
      "missing-meter",
    ]);
  });
});
