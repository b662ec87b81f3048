import type { UsageRecord } from "@usage-billing/core";

/**
 * Names the consumption that a record is about. The rows of its tiers say the same consumption
 * again, once for each account of the sales chain, and make sense together only.
 *
 * @param record - The record.
 * @returns A key that the rows of one consumption share; a record without tier stands for itself.
 */
export function consumptionOf(record: UsageRecord): string {
  const { tier, recordId, subscription, meter, period } = record;
  if (tier === undefined) return recordId;
  // The length tells where the subscription ends, whatever is in it.
  return `${subscription.length} ${subscription} ${meter} ${period.start} ${period.end}`;
}

/**
 * Gathers the records that follow each other and belong together.
 *
 * @param records - The records, those that belong together next to each other.
 * @param keyOf - What they have in common.
 * @returns The groups, in order; only one is held at a time.
 */
export async function* groupUsage(
  records: Iterable<UsageRecord> | AsyncIterable<UsageRecord>,
  keyOf: (record: UsageRecord) => string,
): AsyncGenerator<readonly UsageRecord[]> {
  let group: UsageRecord[] = [];
  let groupKey = "";
  for await (const record of records) {
    const key = keyOf(record);
    if (group.length > 0 && key !== groupKey) {
      yield group;
      group = [];
    }
    groupKey = key;
    group.push(record);
  }
  if (group.length > 0) yield group;
}
