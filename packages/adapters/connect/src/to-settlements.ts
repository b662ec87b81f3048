import type { Outcome, Settlement, UsageRecord } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";

/**
 * Makes the outcomes of a file that the distributor has: pending until it accepts.
 *
 * @param records - The records in the file.
 * @param file - The file, in a state after its submission.
 * @returns An outcome a record; the reference is the file's, since records carry no id of the vendor's.
 */
export function toHeldOutcomes(
  records: readonly UsageRecord[],
  { id, status }: ConnectFile,
): readonly Outcome[] {
  const state = status === "accepted" || status === "closed" ? "accepted" : "pending";
  return records.map(({ recordId }) => ({
    status: state,
    recordId,
    reference: id,
    channelState: status,
  }));
}

/**
 * Makes outcomes that say why nobody knows.
 *
 * @param records - The records.
 * @param reason - Why, and what would help.
 * @returns An outcome a record.
 */
export function toUnknownOutcomes(
  records: readonly UsageRecord[],
  reason: string,
): readonly Outcome[] {
  return records.map(({ recordId }) => ({ status: "unknown", recordId, reason }));
}

/**
 * Makes settlements for records that the channel does not hold.
 *
 * @param records - The records.
 * @returns A settlement a record.
 */
export function toAbsentSettlements(records: readonly UsageRecord[]): readonly Settlement[] {
  return records.map(({ recordId }) => ({ status: "absent", recordId }));
}
