import type { Delivery, UsageRecord } from "@usage-billing/core";

/**
 * Gives the one record of a delivery.
 *
 * @param delivery - A delivery that this adapter planned.
 * @returns Its record.
 */
export function onlyRecord(delivery: Delivery): UsageRecord {
  const [record] = delivery.records;
  if (record === undefined) throw new TypeError(`delivery ${delivery.id} has no record`);
  return record;
}
