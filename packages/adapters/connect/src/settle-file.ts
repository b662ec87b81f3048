import type { CallOptions, Delivery, Settlement } from "@usage-billing/core";
import type { AdvancedFile } from "./advance-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { readRefusals } from "./read-refusals.ts";
import { toRefusals } from "./to-refusals.ts";
import { toAbsentSettlements, toHeldOutcomes, toUnknownOutcomes } from "./to-settlements.ts";

/**
 * Tells what the state of a delivery's file means for its records.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param advanced - Its file, read in full a moment ago.
 * @param options - Signal.
 * @returns A settlement a record, in their order.
 */
export async function settleFile(
  context: ConnectContext,
  delivery: Delivery,
  advanced: AdvancedFile & CallOptions,
): Promise<readonly Settlement[]> {
  const { records } = delivery;
  const { file, isOurs, wasSubmitted, refusal } = advanced;
  const stage = stageOf(file.status);
  if (refusal !== undefined) return toRefusals(records, { file: file.id, words: refusal });
  if (stage === "deleted") return toAbsentSettlements(records);
  if (stage === "invalid" || stage === "rejected") {
    // What was refused there is another workbook; ours never arrived.
    if (isOurs === false) return toAbsentSettlements(records);
    return readRefusals(context, { file, records }, advanced);
  }
  if (stage === "submitted" || (stage === "unlisted" && wasSubmitted)) {
    if (isOurs !== false) return toHeldOutcomes(records, file);
    const reason = `${file.id} carries this delivery's external id but other rows; compare them before reporting again`;
    return toUnknownOutcomes(records, reason);
  }
  const reason = `${file.id} is in state "${file.status}", and has not been submitted yet`;
  return toUnknownOutcomes(records, reason);
}
