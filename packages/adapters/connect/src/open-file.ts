import {
  type CallOptions,
  UnexpectedResponseError,
  UnsupportedOperationError,
} from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { holdsWorkbook } from "./holds-workbook.ts";
import { waitForFile } from "./wait-for-file.ts";

/** A file whose rows are to be changed. */
export interface FileToChange {
  readonly file: ConnectFile;
  /** Whether the distributor has it with the changed rows: an earlier call came so far. */
  readonly isChanged: boolean;
}

const OPEN = ["empty", "ready", "invalid", "rejected", "deleted"];

/**
 * Makes the error of a change of which nobody knows how far it came.
 *
 * @param context - The channel.
 * @param reason - What the channel says, as the end of a sentence.
 * @returns An error whose outcome is unknown: the change is to be called again.
 */
export function toUndecidedChange(
  { channel }: ConnectContext,
  reason: string,
): UnexpectedResponseError {
  const operation = "getUsageFile";
  return new UnexpectedResponseError({ channel, operation, status: 200, reason, isWrite: true });
}

function explain({ id, status }: ConnectFile): UnsupportedOperationError {
  const wayOut =
    status === "pending"
      ? "ask the distributor to reject it; then it can be changed"
      : "settle the difference with the distributor, or report it in a later period";
  return new UnsupportedOperationError(
    `usage file ${id} is ${status} and can no longer be changed: ${wayOut}`,
  );
}

/**
 * Reads the file of a sent record, for a change to its rows: only a file that the distributor does
 * not have can be uploaded again. One that it has with the changed rows is what an earlier call made.
 *
 * @param context - The channel.
 * @param change - The file, from the record's outcome, and the workbook that it is to hold, if any.
 * @param options - Signal and progress.
 * @returns The file; it may be deleted.
 * @throws {@link UnsupportedOperationError} When the distributor has it with other rows.
 * @throws {@link UnexpectedResponseError} When it is still being processed or its rows are not shown.
 */
export async function readOpenFile(
  context: ConnectContext,
  change: { readonly id: string; readonly workbook: Uint8Array | undefined },
  options: CallOptions,
): Promise<FileToChange> {
  const { id, workbook } = change;
  const isDone = ({ status }: ConnectFile): boolean => stageOf(status) !== "working";
  const file = await waitForFile(context, { id, isDone }, options);
  const stage = stageOf(file.status);
  if (OPEN.includes(stage)) return { file, isChanged: false };
  if (stage === "working") throw toUndecidedChange(context, `says that ${id} is ${file.status}`);
  if (workbook === undefined) throw explain(file);
  const isChanged = await holdsWorkbook(context, file, { ...options, workbook });
  if (isChanged === undefined) throw toUndecidedChange(context, `does not show the rows of ${id}`);
  if (!isChanged) throw explain(file);
  return { file, isChanged };
}
