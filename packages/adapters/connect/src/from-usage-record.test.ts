import { UnexpectedResponseError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import type { ExactRecord } from "./api/records/from-connect-record.ts";
import { fromUsageRecord } from "./from-usage-record.ts";

const OPTIONS = { channel: "connect", itemCriterion: "item.mpn" };

const record: ExactRecord = {
  id: "UR-2026-10-4471-2086-0000-0001",
  start_date: "2026-10-01T00:00:00+00:00",
  end_date: "2026-10-31T23:59:59+00:00",
  item: {
    id: "PRD-276-377-545-0004",
    local_id: "PRD_276_377_545_0004",
    name: "Disk",
    mpn: "STORAGE-GB",
  },
  asset: { id: "AS-1001-0000-0001" },
  category: { id: "storage", name: "Storage" },
  usage: "617.04250001",
  status: "valid",
};

describe("fromUsageRecord", () => {
  it("keeps the quantity exact and makes the period half-open", () => {
    const { quantity, ...held } = fromUsageRecord(record, OPTIONS);
    expect(quantity.toString()).toBe("617.04250001");
    expect(held).toEqual({
      channel: "connect",
      reference: "UR-2026-10-4471-2086-0000-0001",
      subscription: "AS-1001-0000-0001",
      meter: "STORAGE-GB",
      period: { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) },
      status: "valid",
    });
  });

  it.each([
    ["item.global_id", "PRD-276-377-545-0004"],
    ["item.local_id", "PRD_276_377_545_0004"],
  ])("names the meter by %s when the channel does", (itemCriterion, meter) => {
    expect(fromUsageRecord(record, { ...OPTIONS, itemCriterion }).meter).toBe(meter);
  });

  it("gives the billing reference of a closed record", () => {
    const closed = { ...record, status: "closed", external_billing_id: "INV-7" } as const;
    expect(fromUsageRecord(closed, OPTIONS)).toMatchObject({
      status: "closed",
      billingReference: "INV-7",
    });
  });

  it("takes states and members that nobody has heard of", () => {
    const future = { ...record, status: "ARCHIVED", category: "text", flavour: 1 };
    expect(fromUsageRecord(future as unknown as ExactRecord, OPTIONS).status).toBe("archived");
    expect(fromUsageRecord({ ...record, status: null }, OPTIONS).status).toBe("");
  });

  it("takes the ids beside a record when it does not show item and asset", () => {
    const { item: _item, asset: _asset, ...others } = record;
    const flat = {
      ...others,
      item_id: "PRD-276-377-545-0004",
      resource_local_id: "PRD_276_377_545_0004",
      asset_id: "AS-1001-0000-0001",
    };
    const held = ["item.global_id", "item.local_id", "item.mpn"].map((itemCriterion) =>
      fromUsageRecord(flat, { ...OPTIONS, itemCriterion }),
    );
    expect(held.map(({ meter }) => meter)).toEqual([
      "PRD-276-377-545-0004",
      "PRD_276_377_545_0004",
      undefined,
    ]);
    expect(held[0]?.subscription).toBe("AS-1001-0000-0001");
    expect(held[2]).not.toHaveProperty("meter");
    expect(fromUsageRecord(others, OPTIONS).subscription).toBe("");
  });

  it("leaves a billing reference out that is empty", () => {
    const billed = { ...record, external_billing_id: "" };
    expect(fromUsageRecord(billed, OPTIONS)).not.toHaveProperty("billingReference");
  });

  it.each([
    [{ usage: null }, "without a quantity or times"],
    [{ start_date: null }, "without a quantity or times"],
    [{ end_date: null }, "without a quantity or times"],
    [{ usage: "many" }, "that cannot be read: "],
    [{ start_date: "soon" }, "that cannot be read: "],
  ])("invents nothing for %j", (broken, words) => {
    const read = () => fromUsageRecord({ ...record, ...broken } as ExactRecord, OPTIONS);
    expect(read).toThrow(UnexpectedResponseError);
    expect(read).toThrow(expect.objectContaining({ outcomeUnknown: false }));
    expect(read).toThrow(`connect answered listUsageRecords with 200`);
    expect(read).toThrow(`holds record ${record.id} ${words}`);
  });
});
