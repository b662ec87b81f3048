import { deriveRecordId, Quantity, type UsageRecord } from "@usage-billing/core";

/** Keeps the ids of corrections apart from those of rounds. */
const CORRECTION = 1_000_000;

/**
 * Makes the record that a record is corrected to.
 *
 * @param record - A record of the input.
 * @returns The same fact with another quantity and an id of its own.
 */
export function makeReplacement(record: UsageRecord): UsageRecord {
  const { channel, subscription, meter, period } = record;
  const facts = { source: record.recordId, channel, subscription, meter, period };
  return {
    ...record,
    recordId: deriveRecordId({ ...facts, revision: CORRECTION }),
    quantity: record.quantity.plus(Quantity.parse("7")),
  };
}
