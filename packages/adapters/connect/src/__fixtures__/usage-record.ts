import { createPeriod, parseInstant, Quantity, type UsageRecord } from "@usage-billing/core";

/** What a test changes; quantities and times as text. */
export interface RecordFields extends Partial<Omit<UsageRecord, "quantity" | "period" | "amount">> {
  readonly quantity?: string;
  readonly amount?: string;
  readonly start?: string;
  readonly end?: string;
}

/**
 * Makes a usage record with fixed values.
 *
 * @param fields - What is different.
 * @returns The record.
 */
export function usageRecord(fields: RecordFields = {}): UsageRecord {
  const { quantity = "12.5", amount, start, end, ...others } = fields;
  return {
    recordId: "r-1",
    channel: "connect",
    subscription: "AS-1001-0000-0001",
    meter: "STORAGE-GB",
    quantity: Quantity.parse(quantity),
    period: createPeriod(
      parseInstant(start ?? "2026-10-01T00:00:00Z"),
      parseInstant(end ?? "2026-10-02T00:00:00Z"),
    ),
    ...(amount === undefined ? {} : { amount: Quantity.parse(amount) }),
    ...others,
  };
}

/** The options under which {@link usageRecord} has no problems. */
export const fileDefaults: Readonly<Record<"product" | "contract" | "currency", string>> = {
  product: "PRD-276-377-545",
  contract: "CRD-41560-05399-12345",
  currency: "USD",
};
