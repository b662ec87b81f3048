import { createPeriod, Quantity, type UsageRecord } from "@usage-billing/core";

/** A record of October 2026. */
export function octoberRecord(channel: string, fields: Partial<UsageRecord>): UsageRecord {
  return {
    recordId: "seats-october",
    channel,
    subscription: "",
    quantity: Quantity.parse("5"),
    period: createPeriod(Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)),
    description: "Sitzplätze",
    ...fields,
  };
}
