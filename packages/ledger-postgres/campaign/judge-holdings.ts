import { parseInstant, type UsageRecord } from "@usage-billing/core";
import type { TwinUsage } from "@usage-billing/twins";

/** What is wrong with what a twin holds; 0 each when nothing is. */
export interface Verdict {
  /** Records that it does not hold. */
  readonly lost: number;
  /** How often it holds a record beyond once. */
  readonly doubled: number;
  /** Usage of a subscription and time that records are of, with another quantity. */
  readonly altered: number;
  /** Usage that nobody reported. */
  readonly invented: number;
}

/**
 * Compares what was to be reported with what a twin holds, without asking the ledger. Records are told
 * apart by subscription and time, of which each has its own here.
 *
 * @param records - What was to be reported.
 * @param holdings - What the twin holds.
 * @returns What is wrong.
 */
export function judgeHoldings(
  records: readonly UsageRecord[],
  holdings: readonly TwinUsage[],
): Verdict {
  const held = new Map<string, TwinUsage[]>();
  for (const usage of holdings) {
    const key = `${usage.subscription} ${parseInstant(usage.start)}`;
    held.set(key, [...(held.get(key) ?? []), usage]);
  }
  let [lost, doubled, altered] = [0, 0, 0];
  for (const { subscription, period, quantity } of records) {
    const key = `${subscription} ${period.start}`;
    const found = held.get(key) ?? [];
    held.delete(key);
    if (found.length === 0) lost += 1;
    doubled += Math.max(0, found.length - 1);
    altered += found.filter((usage) => usage.quantity !== quantity.toString()).length;
  }
  const invented = [...held.values()].reduce((sum, { length }) => sum + length, 0);
  return { lost, doubled, altered, invented };
}
