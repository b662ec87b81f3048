import type { CallOptions, Delivery, HeldUsage, Outcome, UsageRecord } from "@usage-billing/core";
import { matchRecord, readHeld } from "./settle.ts";
import { isRefusal, toOutcome, toRefusal } from "./to-outcome.ts";
import { toRequestBody } from "./to-usage-input.ts";
import type { TwoCheckoutContext } from "./two-checkout-context.ts";

/** Finds a record's usage in the answer by its token. */
function findOutcome(record: UsageRecord, held: readonly HeldUsage[]): Outcome {
  const [only, another] = held.filter(({ recordId }) => recordId === record.recordId);
  if (only !== undefined && another === undefined) return toOutcome(record, only);
  const reason = "the answer does not name the record once";
  return { status: "unknown", recordId: record.recordId, reason };
}

async function sendAlone(
  context: TwoCheckoutContext,
  record: UsageRecord,
  options: CallOptions,
): Promise<Outcome> {
  try {
    const body = toRequestBody([record], context.time);
    return findOutcome(record, await context.usages.add(record.subscription, body, options));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return toRefusal(record, error);
  }
}

/** Nothing of this may be thrown: the array was refused, but single records may be stored by then. */
function inDoubt({ recordId }: UsageRecord, error: unknown): Outcome {
  const words = error instanceof Error ? error.message : String(error);
  return { status: "unknown", recordId, reason: `after the array was refused: ${words}` };
}

/** Sends what is absent. A call that fails leaves its record and those after it unknown, for read-back. */
async function sendAbsent(
  context: TwoCheckoutContext,
  records: readonly UsageRecord[],
  call: { readonly held: readonly HeldUsage[]; readonly options: CallOptions },
): Promise<readonly Outcome[]> {
  let failure: { readonly error: unknown } | undefined;
  const bring = async (record: UsageRecord): Promise<Outcome> => {
    const settlement = matchRecord(record, call.held);
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
  for (const record of records) outcomes.push(await bring(record));
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
    const held = await readHeld(context, delivery, options.signal);
    return await sendAbsent(context, delivery.records, { held, options });
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
    const held = await context.usages.add(key, body, options);
    return records.map((record) => findOutcome(record, held));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (records.length > 1) return sendOneByOne(context, delivery, options);
    return records.map((record) => toRefusal(record, error));
  }
}
