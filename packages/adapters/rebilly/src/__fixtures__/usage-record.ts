import { Quantity, type UsageRecord } from "@usage-billing/core";

/** An hour in milliseconds. */
export const HOUR = 3_600_000;
/** The first instant of October 2026. */
export const OCTOBER: number = Date.UTC(2026, 9, 1);

/** What differs from {@link usageRecord}'s hour of storage; the hour is counted from the start of October. */
export type RecordChange = Omit<Partial<UsageRecord>, "quantity" | "period"> & {
  readonly quantity?: string;
  readonly hour?: number;
};

/**
 * Makes a record that the sample's twin takes.
 *
 * @param change - What differs.
 * @returns The record.
 */
export function usageRecord(change: RecordChange = {}): UsageRecord {
  const { quantity = "1.125", hour = 0, ...rest } = change;
  const start = OCTOBER + hour * HOUR;
  return {
    recordId: "record-1",
    channel: "rebilly",
    subscription: "sub_twin_storage_001",
    quantity: Quantity.parse(quantity),
    period: { start, end: start + HOUR },
    ...rest,
  };
}
