import type {
  CallOptions,
  Delivery,
  HeldUsage,
  Outcome,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
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
    const held = await context.usages.add(record.subscription, body, options);
    const [outcome] = toOutcomes([record], held);
    if (outcome !== undefined) return outcome;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toRefusal(record, error);
  }
  throw new TypeError("a record has one outcome");
}

/** Nothing of this may be thrown: the array was refused, but single records may be stored by then. */
function inDoubt({ recordId }: UsageRecord, error: unknown): Outcome {
  const words = error instanceof Error ? error.message : String(error);
  return { status: "unknown", recordId, reason: `after the array was refused: ${words}` };
}

/** Sends what is absent. A call that fails leaves its record and those after it unknown, for read-back. */
async function sendAbsent(
  context: TwoCheckoutContext,
  { records }: Delivery,
  call: { readonly settlements: readonly Settlement[]; readonly options: CallOptions },
): Promise<readonly Outcome[]> {
  let failure: { readonly error: unknown } | undefined;
  const bring = async (record: UsageRecord, settlement: Settlement): Promise<Outcome> => {
    if (settlement.status !== "absent") return settlement;
    if (failure !== undefined) return inDoubt(record, failure.error);
    try {
      return await sendAlone(context, record, call.options);
    } catch (error) {
      failure = { error };
      return inDoubt(record, error);
    }
  };
  const outcomes: Outcome[] = [];
  for (const [at, record] of records.entries()) {
    const settlement = call.settlements[at];
    if (settlement === undefined) throw new TypeError("a record has one settlement");
    outcomes.push(await bring(record, settlement));
  }
  return outcomes;
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
  try {
    const settlements = await settle(context, delivery, options);
    return await sendAbsent(context, delivery, { settlements, options });
  } catch (error) {
    return delivery.records.map((record) => inDoubt(record, error));
  }
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
    return toOutcomes(records, await context.usages.add(key, body, options));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [only, another] = records;
    if (only !== undefined && another === undefined) return [toRefusal(only, error)];
    return sendOneByOne(context, delivery, options);
  }
}
