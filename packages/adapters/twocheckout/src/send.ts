import type { CallOptions, Delivery, HeldUsage, Outcome, UsageRecord } from "@usage-billing/core";
import { settle } from "./settle.ts";
import { isRefusal, toOutcome, toRefusal } from "./to-outcome.ts";
import { toRequestBody } from "./to-usage-input.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** Finds each record's usage in the answer by its token. */
function toOutcomes(
  records: readonly UsageRecord[],
  held: readonly HeldUsage[],
): readonly Outcome[] {
  const byRecord = Map.groupBy(held, ({ recordId }) => recordId);
  return records.map((record) => {
    const [only, another] = byRecord.get(record.recordId) ?? [];
    if (only !== undefined && another === undefined) return toOutcome(record, only);
    const reason = "the answer does not name the record once";
    return { status: "unknown", recordId: record.recordId, reason };
  });
}

async function sendAlone(
  context: TwoCheckoutContext,
  record: UsageRecord,
  options: CallOptions,
): Promise<Outcome> {
  try {
    const body = toRequestBody([record], context.time);
    const held = await context.usages.add(record.subscription, body, options.signal);
    const [outcome] = toOutcomes([record], held);
    if (outcome !== undefined) return outcome;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toRefusal(record, error);
  }
  throw new TypeError("a record has one outcome");
}

/**
 * After an array was refused: whether some of it was stored is not documented, so that is read back
 * first. What is not there goes one by one, so that a bad record does not hold up its neighbours.
 */
async function sendOneByOne(
  context: TwoCheckoutContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<readonly Outcome[]> {
  const settlements = await settle(context, delivery, options);
  const outcomes: Outcome[] = [];
  for (const [at, record] of delivery.records.entries()) {
    const settlement = settlements[at];
    if (settlement === undefined) throw new TypeError("a record has one settlement");
    const isAbsent = settlement.status === "absent";
    outcomes.push(isAbsent ? await sendAlone(context, record, options) : settlement);
  }
  return outcomes;
}

/**
 * Posts a delivery's bytes.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The outcome of each record.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When nothing is said about the records.
 */
export async function send(
  context: TwoCheckoutContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Outcome[]> {
  const { records, key, body } = delivery;
  try {
    return toOutcomes(records, await context.usages.add(key, body, options.signal));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [only, another] = records;
    if (only !== undefined && another === undefined) return [toRefusal(only, error)];
    return sendOneByOne(context, delivery, options);
  }
}
