import {
  type CallOptions,
  InvalidUsageRecordError,
  type Outcome,
  type SentRecord,
  UnsupportedOperationError,
  type UsageRecord,
} from "@usage-billing/core";
import { type AdvancedFile, advanceFile } from "./advance-file.ts";
import { checkConnectRecord } from "./check.ts";
import type { ConnectContext } from "./connect-context.ts";
import { toDeliveryKey } from "./delivery-key.ts";
import { readOpenFile, toUndecidedChange } from "./open-file.ts";
import { writeBody } from "./plan.ts";
import { settleFile } from "./settle-file.ts";

function checkReplacement(
  context: ConnectContext,
  sent: SentRecord,
  replacement: UsageRecord,
): void {
  const problems = checkConnectRecord(replacement, context.defaults);
  if (problems.length > 0) throw new InvalidUsageRecordError(replacement.recordId, problems);
  const key = toDeliveryKey(replacement, context.defaults);
  if (key === sent.delivery.key) return;
  throw new UnsupportedOperationError(
    `the replacement of record ${sent.record.recordId} belongs to another usage file (${key}); retract the one and report the other`,
  );
}

/**
 * Replaces a record in a file that the distributor does not have: the file is uploaded again with the
 * replacement in its place, and submitted. Calling it again takes up where an earlier call stopped.
 *
 * @param context - The channel.
 * @param change - The record, its file and delivery, and the record as it should be.
 * @param options - Signal and progress.
 * @returns What became of the replacement.
 * @throws {@link UnsupportedOperationError} When the distributor has the first version, or the replacement belongs to another file.
 * @throws {@link UnexpectedResponseError} When nobody knows yet how it ended; call it again.
 */
export async function correctRecord(
  context: ConnectContext,
  { sent, replacement }: { readonly sent: SentRecord; readonly replacement: UsageRecord },
  options: CallOptions,
): Promise<Outcome> {
  checkReplacement(context, sent, replacement);
  const { recordId } = sent.record;
  const records = sent.delivery.records.map((record) =>
    record.recordId === recordId ? replacement : record,
  );
  const delivery = { ...sent.delivery, records, body: writeBody(records, context.defaults) };
  const change = { id: sent.reference, workbook: delivery.body };
  const { file, isChanged } = await readOpenFile(context, change, options);
  if (file.status === "deleted") {
    throw new UnsupportedOperationError(
      `usage file ${file.id} was deleted; report the record anew instead of correcting it`,
    );
  }
  const advanced: AdvancedFile = isChanged
    ? { file, isOurs: true, wasSubmitted: false }
    : await advanceFile(context, { delivery, file, mayReplaceRefused: true }, options);
  if (advanced.refusal !== undefined && advanced.isOurs === true) {
    const words = `says of ${file.id}, uploaded with the replacement: ${advanced.refusal}`;
    throw toUndecidedChange(context, words);
  }
  const settled = await settleFile(context, delivery, { ...options, ...advanced });
  const outcome = settled.find((other) => other.recordId === replacement.recordId);
  if (outcome !== undefined && outcome.status !== "absent") return outcome;
  const reason = `${file.id} was deleted while it was being corrected`;
  return { status: "unknown", recordId: replacement.recordId, reason };
}
