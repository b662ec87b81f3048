import { formatPeriod, type Problem, type UsageRecord } from "@usage-billing/core";
import type { FilePeriod } from "./api/files/to-file-body.ts";

const DAY = 86_400_000;

/**
 * Checks that a record lies within the days that are reported.
 *
 * @param record - The record.
 * @param period - The first and the last day, UTC, both included; nothing is checked without it.
 * @returns The problem, when there is one.
 */
export function checkPeriod(
  { period: { start, end } }: UsageRecord,
  period: FilePeriod | undefined,
): readonly Problem[] {
  if (period === undefined) return [];
  const from = Date.parse(`${period.from}T00:00:00Z`);
  const after = Date.parse(`${period.to}T00:00:00Z`) + DAY;
  // An instant at the very end belongs to the next day.
  if (start >= from && end <= after && start < after) return [];
  return [
    {
      rule: "outside-period",
      field: "period",
      message: `the usage of ${formatPeriod({ start, end })} is not within ${period.from} to ${period.to}, the days that are reported`,
      fix: "Leave it to the report of its own period, or change the channel's option period.",
    },
  ];
}
