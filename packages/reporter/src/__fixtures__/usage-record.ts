import { Quantity, type UsageRecord } from "@usage-billing/core";

/** A record with fixed values, and what a test changes. */
export function usageRecord(change: Partial<UsageRecord> = {}): UsageRecord {
  return {
    recordId: "r1",
    channel: "fake",
    subscription: "sub-1",
    meter: "calls",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    ...change,
  };
}

/** So many records over two subscriptions, with ids r1, r2, … and quantities 0.1, 0.2, … */
export function usageRecords(count: number, channel = "fake"): UsageRecord[] {
  return Array.from({ length: count }, (_, index) =>
    usageRecord({
      channel,
      recordId: `${channel}-r${index + 1}`,
      subscription: `sub-${(index % 2) + 1}`,
      quantity: Quantity.parse(`${Math.floor((index + 1) / 10)}.${(index + 1) % 10}`),
      period: { start: index * 1_000, end: (index + 1) * 1_000 },
    }),
  );
}
