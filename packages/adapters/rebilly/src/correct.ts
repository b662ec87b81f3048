import type { CallOptions, Outcome, SentRecord, UsageRecord } from "@usage-billing/core";
import { plan } from "./plan.ts";
import type { RebillyContext } from "./rebilly-context.ts";
import { retract } from "./retract.ts";
import { send } from "./send.ts";

/**
 * Replaces a usage: deletes it and posts the replacement, as Rebilly has no update. Between the two
 * calls Rebilly holds neither; when the second one fails, `settle` finds the replacement absent.
 *
 * @param context - The channel.
 * @param sent - The record and its reference.
 * @param replacement - The record as it should be.
 * @param options - Signal.
 * @returns What became of the replacement.
 * @throws {@link UnsupportedOperationError} When the usage is on an issued invoice.
 * @throws {@link InvalidUsageRecordError} When the replacement has a problem; nothing was deleted then.
 */
export async function correct(
  context: RebillyContext,
  { sent, replacement }: { readonly sent: SentRecord; readonly replacement: UsageRecord },
  options: CallOptions = {},
): Promise<Outcome> {
  const [delivery] = plan(context.channel, [replacement]);
  await retract(context, sent, options);
  if (delivery === undefined) throw new TypeError("a replacement makes one delivery");
  const [outcome] = await send(context, delivery, options);
  if (outcome === undefined) throw new TypeError("a delivery of one record has one outcome");
  return outcome;
}
