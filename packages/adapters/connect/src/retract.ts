import {
  type CallOptions,
  type SentRecord,
  UnsupportedOperationError,
  type UsageRecord,
} from "@usage-billing/core";
import { type AdvancedFile, advanceFile } from "./advance-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { readOpenFile, toUndecidedChange } from "./open-file.ts";
import { writeBody } from "./plan.ts";

function withoutSent({ record, delivery }: SentRecord): readonly UsageRecord[] {
  return delivery.records.filter(({ recordId }) => recordId !== record.recordId);
}

/** The record is out once a file without it was taken; that the platform finds fault with another row changes nothing. */
function assertTakenBack(
  context: ConnectContext,
  { file, isOurs, wasSubmitted, refusal }: AdvancedFile,
): void {
  const stage = stageOf(file.status);
  if (refusal === undefined && (wasSubmitted || stage === "submitted" || stage === "invalid")) {
    return;
  }
  if (refusal !== undefined && isOurs !== true) {
    throw new UnsupportedOperationError(`${file.id} is refused without the record: ${refusal}`);
  }
  const words = refusal ?? `is ${file.status}`;
  throw toUndecidedChange(context, `says of ${file.id}, uploaded without the record: ${words}`);
}

/**
 * Takes a record out of a file that the distributor does not have: the file is uploaded again without
 * it and submitted, so that the channel holds the others still, or deleted when it was the last.
 * Calling it again takes up where an earlier call stopped.
 *
 * @param context - The channel.
 * @param sent - The record, its file, and the delivery with all records that the file is meant to hold.
 * @param options - Signal and progress.
 * @throws {@link UnsupportedOperationError} When the distributor has the record, or a rejected file would be left without rows.
 * @throws {@link UnexpectedResponseError} When nobody knows yet how it ended; call it again.
 */
export async function retractRecord(
  context: ConnectContext,
  sent: SentRecord,
  options: CallOptions,
): Promise<void> {
  const records = withoutSent(sent);
  const body = records.length > 0 ? writeBody(records, context.defaults) : undefined;
  const change = { id: sent.reference, workbook: body };
  const { file, isChanged } = await readOpenFile(context, change, options);
  if (isChanged || file.status === "deleted") return;
  if (body !== undefined) {
    const delivery = { ...sent.delivery, records, body };
    const task = { delivery, file, mayReplaceRefused: true };
    return assertTakenBack(context, await advanceFile(context, task, options));
  }
  if (file.status === "rejected") {
    throw new UnsupportedOperationError(
      `usage file ${file.id} is rejected and holds no other record; Connect deletes no rejected file, and does not bill for it`,
    );
  }
  await context.files.delete(file.id, options);
}
