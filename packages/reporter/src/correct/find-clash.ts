import { type ChannelCapabilities, formatPeriod, type UsageRecord } from "@usage-billing/core";
import type { Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { CorrectionPlan, CorrectionRefusal } from "./correction-types.ts";
import { isBilled } from "./moment-of.ts";

type Refused = Omit<CorrectionRefusal, "recordId" | "status">;

/** States of records that a channel holds nothing of, and never will. */
const GONE: ReadonlySet<RecordState> = new Set([
  ...(["refused", "dismissed", "retracted", "corrected"] as const),
]);

/** Every other record of the subscription that touches the replacement's time. */
async function findNeighbours(
  ledger: Ledger,
  { recordId }: CorrectionPlan,
  { channel, subscription, period }: UsageRecord,
): Promise<readonly LedgerRecord[]> {
  const { start, end } = period;
  const touched = { start, end: Math.max(end, start + 1) };
  const found: LedgerRecord[] = [];
  for await (const held of ledger.records({ channel, subscription, period: touched })) {
    const isOwn = held.record.recordId === recordId || held.state === "replacing";
    if (!isOwn && !GONE.has(held.state)) found.push(held);
  }
  return found;
}

function closedPeriod({ period }: UsageRecord, { record, outcome }: LedgerRecord): Refused {
  const bill = outcome?.status === "accepted" ? outcome.billingReference : undefined;
  return {
    rule: "period-closed",
    reason: `cannot go to ${formatPeriod(period)}: the channel billed record ${record.recordId} there as ${bill}`,
    fix: "Give a period that is not billed.",
  };
}

function takenPlace({ period }: UsageRecord, { record }: LedgerRecord): Refused {
  return {
    rule: "place-taken",
    reason: `cannot go to ${formatPeriod(period)}: record ${record.recordId} reports the same there`,
    fix: `Correct the quantity of ${record.recordId}, and this one with delete; or give another period.`,
  };
}

function hasSamePlace(
  replacement: UsageRecord,
  { record }: LedgerRecord,
  isInstant: boolean,
): boolean {
  const { meter, period } = replacement;
  if (record.period.start !== period.start) return false;
  return isInstant || (record.period.end === period.end && record.meter === meter);
}

/**
 * Looks whether a replacement gets in the way of another record: in a period that the channel has billed,
 * in the place of another report of the same fact, or where nobody could tell it from another.
 *
 * @param ledger - The ledger.
 * @param plan - The plan.
 * @param capabilities - What the channel can do.
 * @returns Why the plan cannot be carried out; `undefined` when it can.
 */
export async function findClash(
  ledger: Ledger,
  plan: CorrectionPlan,
  { time }: ChannelCapabilities,
): Promise<Refused | undefined> {
  const { replacement, change, action } = plan;
  if (replacement === undefined) return undefined;
  const isInstant = time === "instant";
  const isOther =
    change === "move" || action === "compensate" || action === "compensate-and-credit";
  const neighbours = await findNeighbours(ledger, plan, replacement);
  const billed = isOther ? neighbours.find(isBilled) : undefined;
  if (billed !== undefined) return closedPeriod(replacement, billed);
  const alike = neighbours.filter((held) => hasSamePlace(replacement, held, isInstant));
  const isLookalike = ({ record }: LedgerRecord): boolean =>
    isInstant && record.quantity.equals(replacement.quantity);
  const mustBeAlone =
    change === "move" || (change === "change-meter" && action !== "compensate-and-credit");
  const taken = mustBeAlone ? alike[0] : alike.find(isLookalike);
  return taken === undefined ? undefined : takenPlace(replacement, taken);
}
