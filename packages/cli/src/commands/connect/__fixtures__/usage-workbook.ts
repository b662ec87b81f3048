import { streamUsageWorkbooks } from "@usage-billing/connect";
import { Quantity, type UsageRecord } from "@usage-billing/core";

const DAY = 86_400_000;
const OCTOBER = Date.UTC(2026, 9, 1);

/**
 * Makes a usage record of one day of October 2026.
 *
 * @param number - Which record; decides on its asset and day.
 * @param changes - What is different.
 * @returns The record.
 */
export function usageOf(number: number, changes: Partial<UsageRecord> = {}): UsageRecord {
  const start = OCTOBER + (number % 31) * DAY;
  return {
    recordId: `usage-${number}`,
    channel: "connect",
    subscription: `AS-1001-0000-${String((number % 40) + 1).padStart(4, "0")}`,
    meter: "STORAGE-GB",
    quantity: Quantity.parse(`${(number % 90) + 1}.25`),
    period: { start, end: start + DAY },
    ...changes,
  };
}

/**
 * Writes a workbook of usage records.
 *
 * @param records - The records.
 * @returns The bytes of one workbook.
 */
export async function writeUsageWorkbook(records: Iterable<UsageRecord>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const workbook of streamUsageWorkbooks(records, {
    schema: "QT",
    assetCriterionOf: () => "asset.id",
    itemCriterion: "item.mpn",
  })) {
    for await (const piece of workbook.bytes) pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
