import type { UsageRecord } from "@usage-billing/core";
import { consumptionOf } from "./workbook/group-usage.ts";

/**
 * Splits the records of a file into several files. The rows of one consumption's tiers are brought
 * together, at the place of the first of them, and are never parted.
 *
 * @param records - The records.
 * @param size - How many records a file takes; what belongs together may be more.
 * @returns The records of each file.
 */
export function splitRecords(
  records: readonly UsageRecord[],
  size: number,
): readonly (readonly UsageRecord[])[] {
  const parts: UsageRecord[][] = [];
  for (const group of Map.groupBy(records, consumptionOf).values()) {
    const last = parts.at(-1);
    if (last === undefined || last.length + group.length > size) parts.push([...group]);
    else last.push(...group);
  }
  return parts;
}
