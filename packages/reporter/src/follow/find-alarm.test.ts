import { type HeldUsage, Quantity, type Settlement } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { findAlarm, isBilled } from "./find-alarm.ts";

const held: HeldUsage = {
  channel: "fake",
  reference: "u-1",
  subscription: "sub-1",
  quantity: Quantity.parse("1"),
  period: { start: 0, end: 1 },
  status: "open",
};
const unknown = { status: "unknown", recordId: "r1", reason: "two of them" } as const;
const problem = { rule: "file-rejected", field: "file", message: "no" };

describe("findAlarm", () => {
  it.each<[Settlement, string | undefined]>([
    [{ status: "accepted", recordId: "r1", reference: "u-1" }, undefined],
    [{ status: "pending", recordId: "r1", reference: "u-1", channelState: "x" }, undefined],
    [{ status: "absent", recordId: "r1" }, "missing"],
    [{ status: "refused", recordId: "r1", problem }, "refused"],
    [unknown, undefined],
    [{ ...unknown, candidates: [held] }, "altered"],
    [{ ...unknown, candidates: [held, { ...held, reference: "u-2" }] }, "duplicate"],
  ])("%j is %s", (settlement, kind) => {
    expect(findAlarm(settlement)).toBe(kind);
  });
});

describe("isBilled", () => {
  it("is true with a reference of the channel's billing", () => {
    const accepted = { status: "accepted", recordId: "r1", reference: "u-1" } as const;
    expect(isBilled(accepted)).toBe(false);
    expect(isBilled({ ...accepted, billingReference: "inv-1" })).toBe(true);
    expect(isBilled(undefined)).toBe(false);
  });
});
