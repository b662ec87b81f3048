import type { HeldUsage, Settlement, UsageRecord } from "@usage-billing/core";
import { toOutcome } from "./to-outcome.ts";

/**
 * What could be a record: usage of its quantity, else, where Rebilly may trim it, usage of a smaller
 * one that is not another record's own.
 */
function findCandidates(
  record: UsageRecord,
  records: readonly UsageRecord[],
  held: readonly HeldUsage[],
): readonly HeldUsage[] {
  const equal = held.filter(({ quantity }) => quantity.equals(record.quantity));
  if (equal.length > 0 || record.acceptPartial !== true) return equal;
  return held.filter(
    (usage) =>
      usage.quantity.compare(record.quantity) < 0 &&
      !records.some(({ quantity }) => quantity.equals(usage.quantity)),
  );
}

function ambiguous({ recordId }: UsageRecord, candidates: readonly HeldUsage[]): Settlement {
  const reason = `Rebilly holds ${candidates.length} that could be this record or another of its subscription and time`;
  return { status: "unknown", recordId, reason, candidates };
}

/**
 * Decides which usage of one subscription and time is a record. A record is taken as held only when the
 * stored fact equals it, or is less of it where the record lets Rebilly store less.
 *
 * @param record - The record in question.
 * @param records - All records in question of that subscription and time, this one among them.
 * @param held - What Rebilly holds of that subscription and time.
 * @returns What became of the record.
 */
export function matchRecord(
  record: UsageRecord,
  records: readonly UsageRecord[],
  held: readonly HeldUsage[],
): Settlement {
  const candidates = findCandidates(record, records, held);
  const [only, another] = candidates;
  if (only === undefined) return { status: "absent", recordId: record.recordId };
  const isContested = records.some(
    (other) => other !== record && findCandidates(other, records, held).includes(only),
  );
  return another === undefined && !isContested
    ? toOutcome(record, only)
    : ambiguous(record, candidates);
}
