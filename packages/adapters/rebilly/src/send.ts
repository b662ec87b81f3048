import type { CallOptions, Delivery, Outcome } from "@usage-billing/core";
import type { RebillyContext } from "./rebilly-context.ts";
import { toOutcome } from "./to-outcome.ts";
import { toRefusal } from "./to-refusal.ts";

/**
 * Posts a delivery's bytes.
 *
 * @param context - The channel.
 * @param delivery - The delivery, of one record.
 * @param options - Signal.
 * @returns The outcome of its record.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When nothing is said about the record.
 */
export async function send(
  { usages }: RebillyContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Outcome[]> {
  const [record] = delivery.records;
  if (record === undefined) throw new TypeError(`delivery ${delivery.id} has no record`);
  try {
    return [toOutcome(record, await usages.post(delivery.body, options))];
  } catch (error) {
    const refusal = toRefusal(record, error);
    if (refusal === undefined) throw error;
    return [refusal];
  }
}
