import type { Outcome, Settlement, UsageRecord } from "@usage-billing/core";

/**
 * Brings what a channel said into the order of the records. A record that nothing was said of,
 * or more than one thing, is unknown.
 *
 * @param records - The records of the delivery.
 * @param said - What the channel answered.
 * @returns One settlement per record.
 */
export function alignOutcomes(
  records: readonly UsageRecord[],
  said: readonly Settlement[],
): readonly Settlement[] {
  const byRecord = new Map<string, Settlement>();
  for (const outcome of said) {
    const { recordId } = outcome;
    const reason = "the channel said two things of it";
    byRecord.set(
      recordId,
      byRecord.has(recordId) ? { status: "unknown", recordId, reason } : outcome,
    );
  }
  return records.map(({ recordId }) => {
    const reason = "the channel said nothing of it";
    return byRecord.get(recordId) ?? { status: "unknown", recordId, reason };
  });
}

/**
 * Puts together what the answer said and what read-back found: the answer holds where it was clear.
 *
 * @param answered - What the answer said of some records.
 * @param settled - What read-back found.
 * @returns One settlement for each that read-back was asked of.
 */
export function mergeOutcomes(
  answered: readonly Settlement[],
  settled: readonly Settlement[],
): readonly Settlement[] {
  const clear = new Map(
    answered
      .filter(({ status }) => status !== "unknown")
      .map((outcome) => [outcome.recordId, outcome]),
  );
  return settled.map((outcome) => clear.get(outcome.recordId) ?? outcome);
}

/**
 * Says of every record that nobody knows what became of it.
 *
 * @param records - The records.
 * @param reason - Why it is not known.
 * @returns One outcome per record.
 */
export function toUnknown(records: readonly UsageRecord[], reason: string): readonly Outcome[] {
  return records.map(({ recordId }) => ({ status: "unknown", recordId, reason }));
}
