import { type CallOptions, type SentRecord, UnsupportedOperationError } from "@usage-billing/core";
import { advanceFile } from "./advance-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { readOpenFile } from "./open-file.ts";
import { writeBody } from "./plan.ts";

/**
 * Takes a record out of a file that the distributor does not have: the file is uploaded again without
 * it and submitted, so that the channel holds the others still, or deleted when it was the last.
 *
 * @param context - The channel.
 * @param sent - The record, its file, and the delivery with all records that the file is meant to hold.
 * @param options - Signal and progress.
 * @throws {@link UnsupportedOperationError} When the distributor has the file, or a rejected file would be left without rows.
 */
export async function retractRecord(
  context: ConnectContext,
  sent: SentRecord,
  options: CallOptions,
): Promise<void> {
  const file = await readOpenFile(context, sent.reference, options);
  if (file.status === "deleted") return;
  const { recordId } = sent.record;
  const records = sent.delivery.records.filter((record) => record.recordId !== recordId);
  if (records.length > 0) {
    const delivery = { ...sent.delivery, records, body: writeBody(records, context.defaults) };
    await advanceFile(context, { delivery, file, mayReplaceRefused: true }, options);
    return;
  }
  if (file.status === "rejected") {
    throw new UnsupportedOperationError(
      `usage file ${file.id} is rejected and holds no other record; Connect deletes no rejected file, and does not bill for it`,
    );
  }
  await context.files.delete(file.id, options);
}
