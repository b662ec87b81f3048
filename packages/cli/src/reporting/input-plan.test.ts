import {
  type Channel,
  type ChannelCapabilities,
  checkRecord,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { InputPlan } from "./input-plan.ts";

function channel(maximumRecords: number): Channel {
  const capabilities: ChannelCapabilities = {
    decimals: 1,
    minimumQuantity: "0",
    meter: "unused",
    batch: { shape: "array", maximumRecords },
    time: "period",
    timeResolution: 1000,
    correction: "update",
    retraction: "delete",
    partialQuantity: false,
    acceptance: false,
    closing: false,
    recordIdReadBack: true,
  };
  const planning: Pick<Channel, "id" | "capabilities" | "check" | "deliveryKey"> = {
    id: "a",
    capabilities,
    check: (record) => checkRecord(record, capabilities),
    deliveryKey: ({ subscription }) => subscription,
  };
  return planning as Channel;
}

function record(change: Partial<UsageRecord> & { readonly quantity: Quantity }): UsageRecord {
  const period = { start: 0, end: 1000 };
  return { recordId: "r", channel: "a", subscription: "s", period, ...change };
}

describe("InputPlan", () => {
  it("counts deliveries by what can be sent together, and adds exactly by meter", () => {
    const plan = new InputPlan(new Map([["a", channel(2)]]));
    for (const quantity of ["0.1", "0.2", "0.3"]) {
      expect(plan.add(record({ quantity: Quantity.parse(quantity), meter: "m" }))).toBe(true);
    }
    plan.add(record({ quantity: Quantity.parse("5"), subscription: "t" }));
    const planned = plan.channels.get("a");
    expect([planned?.records, planned?.deliveries]).toEqual([4, 3]);
    expect(
      [...(planned?.meters ?? [])].map(([meter, total]) => [
        meter,
        total.records,
        `${total.quantity}`,
      ]),
    ).toEqual([
      ["m", 3, "0.6"],
      ["", 1, "5"],
    ]);
  });

  it("makes a delivery of every record where the channel takes one at a time", () => {
    const plan = new InputPlan(new Map([["a", channel(1)]]));
    for (const recordId of ["1", "2"])
      plan.add(record({ recordId, quantity: Quantity.parse("1") }));
    expect(plan.channels.get("a")?.deliveries).toBe(2);
  });

  it("keeps what breaks a rule apart, and skips channels that were not asked for", () => {
    const plan = new InputPlan(new Map([["a", channel(1)]]));
    expect(plan.add(record({ quantity: Quantity.parse("0.25") }))).toBe(false);
    expect(plan.add(record({ quantity: Quantity.parse("1"), channel: "b" }))).toBe(false);
    expect(plan.refused[0]?.problems[0]?.rule).toBe("too-many-decimals");
    expect([plan.refusedCount, plan.skipped, plan.channels.size]).toEqual([1, 1, 0]);
  });
});
