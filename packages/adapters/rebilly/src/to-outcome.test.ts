import { type HeldUsage, Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { toOutcome } from "./to-outcome.ts";

const record = usageRecord();
const held: HeldUsage = {
  channel: "rebilly",
  reference: "sub_usg_1",
  subscription: record.subscription,
  quantity: Quantity.parse("1.125"),
  period: record.period,
  status: "open",
};

describe("toOutcome", () => {
  it("accepts what is stored as it was sent", () => {
    expect(toOutcome(record, held)).toStrictEqual({
      status: "accepted",
      recordId: "record-1",
      reference: "sub_usg_1",
      channelState: "open",
    });
  });

  it("passes the invoice on", () => {
    const billed = { ...held, status: "invoiced", billingReference: "in_1" };
    expect(toOutcome(record, billed)).toMatchObject({
      channelState: "invoiced",
      billingReference: "in_1",
    });
  });

  it("shows both quantities when Rebilly stored another one", () => {
    const quantity = Quantity.parse("1.124");
    expect(toOutcome(record, { ...held, quantity })).toEqual({
      status: "partial",
      recordId: "record-1",
      reference: "sub_usg_1",
      sent: record.quantity,
      stored: quantity,
    });
  });
});
