import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { type ExactUsage, fromRebillyUsage } from "./from-rebilly-usage.ts";

const usage: ExactUsage = {
  id: "sub_usg_1",
  subscriptionId: "sub_1",
  quantity: "5.125",
  usageTime: "2026-10-01T02:00:00+02:00",
  invoiceId: null,
};
const time = Date.UTC(2026, 9, 1);

function map(change: Partial<ExactUsage>) {
  return fromRebillyUsage({ ...usage, ...change }, "mine");
}

describe("fromRebillyUsage", () => {
  it("maps an open usage to an instant", () => {
    expect(map({})).toEqual({
      channel: "mine",
      reference: "sub_usg_1",
      subscription: "sub_1",
      quantity: Quantity.parse("5.125"),
      period: { start: time, end: time },
      status: "open",
    });
  });

  it("gives the invoice of a billed usage", () => {
    expect(map({ invoiceId: "in_1" })).toMatchObject({
      status: "invoiced",
      billingReference: "in_1",
    });
  });

  it("cuts times finer than a millisecond, as others may have reported them", () => {
    const { period } = map({ usageTime: "2026-10-01T00:00:00.123987Z" });
    expect(period.start).toBe(time + 123);
  });

  it.each([[{ usageTime: "" }], [{ usageTime: undefined }]])(
    "takes the time of creation for a usage reported without one: %j",
    (change) => {
      const { usageTime: _, ...rest } = { ...usage, ...change };
      const created = { ...rest, createdTime: "2026-10-02T00:00:00Z" };
      expect(fromRebillyUsage(created, "mine").period.start).toBe(Date.UTC(2026, 9, 2));
    },
  );

  it.each<[string, Partial<ExactUsage>]>([
    ["an id", { id: "" }],
    ["a time", { usageTime: "" }],
    ["a quantity", { quantity: "" }],
  ])("refuses a usage without %s", (_case, change) => {
    expect(() => map(change)).toThrow(change.id === "" ? "a usage has no id" : undefined);
  });
});
