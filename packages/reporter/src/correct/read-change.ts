import type { Quantity, UsageRecord } from "@usage-billing/core";
import type { ChangeKind, CorrectionChange, CorrectionRefusal } from "./correction-types.ts";

/** A change that makes sense for a record. */
export interface ReadChange {
  readonly kind: ChangeKind;
  /** The record as it should be, still with its own id; of a deletion, as it is. */
  readonly changed: UsageRecord;
}

type Refused = Omit<CorrectionRefusal, "recordId" | "status">;

const ONE: Refused = {
  rule: "one-change-at-a-time",
  reason: "can be corrected in one way at a time",
  fix: "Give a quantity, a period, a meter, or delete.",
};

function sameValue(field: string, value: string): Refused {
  return {
    rule: "same-value",
    reason: `has the ${field} ${value} already`,
    fix: `Give another ${field}; nothing needs to be corrected otherwise.`,
  };
}

/** Money that was rated for another quantity would be billed as it was. */
function ratedProblem({ amount }: UsageRecord): Refused | undefined {
  if (amount === undefined) return undefined;
  return {
    rule: "rated-record",
    reason: `has an amount of ${amount}, which was rated for its quantity`,
    fix: "Correct it with delete, and report it again with the right quantity and amount.",
  };
}

function readQuantity(
  record: UsageRecord,
  before: Quantity,
  quantity: Quantity,
): ReadChange | Refused {
  const order = quantity.compare(before);
  if (order === 0) return sameValue("quantity", quantity.toString());
  const kind = order > 0 ? "raise" : "lower";
  return ratedProblem(record) ?? { kind, changed: { ...record, quantity } };
}

function readPeriod(
  record: UsageRecord,
  { start, end }: UsageRecord["period"],
  isInstant: boolean,
): ReadChange | Refused {
  const { period } = record;
  const isSame = period.start === start && (isInstant || period.end === end);
  if (isSame) return sameValue(isInstant ? "start" : "period", "that was given");
  return { kind: "move", changed: { ...record, period: { start, end } } };
}

/**
 * Reads what a person wants to be otherwise.
 *
 * @param record - The record.
 * @param change - What was given.
 * @param context - What the channel holds of it, and whether the channel keeps only the period's start.
 * @returns The kind of change and the record as it should be, or why it makes no sense.
 */
export function readChange(
  record: UsageRecord,
  change: CorrectionChange,
  { before, isInstant }: { readonly before: Quantity; readonly isInstant: boolean },
): ReadChange | Refused {
  const { quantity, period, meter } = change;
  const given = [quantity, period, meter, change.delete].filter((value) => value !== undefined);
  if (given.length !== 1) return ONE;
  if (quantity !== undefined) return readQuantity(record, before, quantity);
  if (period !== undefined) return readPeriod(record, period, isInstant);
  if (meter === undefined) return { kind: "delete", changed: record };
  if (meter === record.meter) return sameValue("meter", meter);
  return { kind: "change-meter", changed: { ...record, meter, quantity: record.quantity } };
}
