import {
  type CallOptions,
  type Delivery,
  InvalidUsageRecordError,
  type Outcome,
  type SentRecord,
  type UsageRecord,
} from "@usage-billing/core";
import { deliveryKey, plan } from "./plan.ts";
import type { RebillyContext } from "./rebilly-context.ts";
import { retract } from "./retract.ts";
import { send } from "./send.ts";
import { settle } from "./settle.ts";

/** A correction: what was sent and the record as it should be. */
interface Correction {
  readonly sent: SentRecord;
  readonly replacement: UsageRecord;
}

function planReplacement(channel: string, { sent, replacement }: Correction): Delivery {
  if (deliveryKey(sent.record) !== deliveryKey(replacement)) {
    throw new InvalidUsageRecordError(replacement.recordId, [
      {
        rule: "changed-fact",
        field: "record",
        message: "a correction keeps the subscription and the start of the period",
        fix: "Retract the record and report another.",
      },
    ]);
  }
  const [delivery] = plan(channel, [replacement]);
  if (delivery === undefined) throw new TypeError("a replacement makes one delivery");
  return delivery;
}

/** The earlier usage is deleted by now, so whatever fails leaves a correction that has to be settled. */
async function sendReplacement(
  context: RebillyContext,
  delivery: Delivery,
  { correction, options }: { readonly correction: Correction; readonly options: CallOptions },
): Promise<Outcome> {
  const { sent, replacement } = correction;
  try {
    const [outcome] = await send(context, delivery, options);
    if (outcome !== undefined) return outcome;
    throw new TypeError("a delivery of one record has one outcome");
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const reason = `${context.channel} deleted usage ${sent.reference}, but it is not known whether it holds the replacement: ${words}`;
    return { status: "unknown", recordId: replacement.recordId, reason };
  }
}

/**
 * Replaces a usage: deletes it and posts the replacement, as Rebilly has no update. Between the two
 * calls Rebilly holds neither. When the second one fails, the replacement is `unknown`; `settle` then
 * finds it, or finds it absent so that it may be sent.
 *
 * @param context - The channel.
 * @param correction - The record, its reference, and the record as it should be.
 * @param options - Signal.
 * @returns What became of the replacement.
 * @throws {@link UnsupportedOperationError} When the usage is on an issued invoice.
 * @throws {@link InvalidUsageRecordError} When the replacement has a problem; nothing was deleted then.
 */
export async function correct(
  context: RebillyContext,
  correction: Correction,
  options: CallOptions = {},
): Promise<Outcome> {
  const { sent, replacement } = correction;
  const delivery = planReplacement(context.channel, correction);
  if (replacement.quantity.equals(sent.record.quantity)) {
    // Rebilly keeps nothing else that a correction could change, so what it holds may stay.
    const [held] = await settle(context, delivery, options);
    if (held !== undefined && held.status !== "absent") return held;
  }
  await retract(context, sent, options);
  return sendReplacement(context, delivery, { correction, options });
}
