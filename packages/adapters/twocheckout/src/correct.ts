import {
  type CallOptions,
  InvalidUsageRecordError,
  type Outcome,
  type Problem,
  type SentRecord,
  type UsageRecord,
} from "@usage-billing/core";
import { stringifyExact } from "@usage-billing/http";
import { check } from "./check.ts";
import { isRefusal, toOutcome, toRefusal } from "./to-outcome.ts";
import { toUsageInput } from "./to-usage-input.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

function fixedFieldsProblem(record: UsageRecord, replacement: UsageRecord): Problem | undefined {
  const isSame =
    record.subscription === replacement.subscription &&
    record.meter === replacement.meter &&
    record.period.start === replacement.period.start &&
    record.period.end === replacement.period.end;
  if (isSame) return undefined;
  return {
    rule: "changed-fact",
    field: "record",
    message: "2Checkout changes units and description only; subscription, meter and period stay",
    fix: "Retract the record and report another.",
  };
}

/**
 * Changes the units and the description of a usage in place. The description then carries the
 * replacement's id, so that it is found by it.
 *
 * @param context - The channel.
 * @param change - The record, its reference, and the record as it should be.
 * @param options - Signal.
 * @returns What became of the replacement.
 * @throws {@link InvalidUsageRecordError} When the replacement has a problem or is about another fact.
 */
export async function correct(
  { usages, time }: TwoCheckoutContext,
  change: { readonly sent: SentRecord; readonly replacement: UsageRecord },
  options: CallOptions = {},
): Promise<Outcome> {
  const { sent, replacement } = change;
  const moved = fixedFieldsProblem(sent.record, replacement);
  const problems = [...check(replacement, time), ...(moved === undefined ? [] : [moved])];
  if (problems.length > 0) throw new InvalidUsageRecordError(replacement.recordId, problems);
  const { Units, Description } = toUsageInput(replacement, time);
  const body = new TextEncoder().encode(stringifyExact({ Units, Description }));
  try {
    const update = { body, reference: sent.reference };
    const held = await usages.update(replacement.subscription, update, options.signal);
    return toOutcome(replacement, held);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toRefusal(replacement, error);
  }
}
