import {
  type CallOptions,
  type ChannelRequestError,
  InvalidUsageRecordError,
  type Outcome,
  type Problem,
  type SentRecord,
  UnsupportedOperationError,
  type UsageRecord,
} from "@usage-billing/core";
import { stringifyExact } from "@usage-billing/http";
import { check } from "./check.ts";
import { findHeld } from "./find-held.ts";
import { isRefusal, toOutcome, toRefusal } from "./to-outcome.ts";
import { toUsageInput } from "./to-usage-input.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";
import { toUsageReference } from "./usage-reference.ts";

/** What is corrected, and into what. */
interface Change {
  readonly sent: SentRecord;
  readonly replacement: UsageRecord;
}

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

/** Tells a change that the figures forbid from one that comes too late. */
async function explainRefusal(
  context: TwoCheckoutContext,
  { sent, replacement }: Change,
  {
    error,
    signal,
  }: { readonly error: ChannelRequestError; readonly signal: AbortSignal | undefined },
): Promise<Outcome> {
  const held = await findHeld(context, sent, signal);
  if (held !== undefined && held.billingReference === undefined) {
    return toRefusal(replacement, error);
  }
  const state = held === undefined ? "it does not hold it any more" : "it is billed";
  throw new UnsupportedOperationError(
    `${context.channel} cannot correct record ${sent.record.recordId}, because ${state}: ${error.detail}`,
    { cause: error },
  );
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
 * @throws {@link UnsupportedOperationError} When the usage is billed or gone.
 */
export async function correct(
  context: TwoCheckoutContext,
  change: Change,
  options: CallOptions = {},
): Promise<Outcome> {
  const { usages, time } = context;
  const { sent, replacement } = change;
  const { signal } = options;
  const moved = fixedFieldsProblem(sent.record, replacement);
  const problems = [...check(replacement, time), ...(moved === undefined ? [] : [moved])];
  if (problems.length > 0) throw new InvalidUsageRecordError(replacement.recordId, problems);
  const { Units, Description } = toUsageInput(replacement, time);
  const body = new TextEncoder().encode(stringifyExact({ Units, Description }));
  try {
    const update = { body, reference: toUsageReference(sent.reference) };
    return toOutcome(replacement, await usages.update(replacement.subscription, update, options));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return explainRefusal(context, change, { error, signal });
  }
}
