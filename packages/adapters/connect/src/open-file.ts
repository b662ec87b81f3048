import { type CallOptions, UnsupportedOperationError } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { stageOf } from "./file-stage.ts";
import { waitForFile } from "./wait-for-file.ts";

/**
 * Reads the file of a sent record, for a change to its rows: only a file that the distributor does
 * not have can be uploaded again.
 *
 * @param context - The channel.
 * @param id - The file, from the record's outcome.
 * @param options - Signal and progress.
 * @returns The file; it may be deleted.
 * @throws {@link UnsupportedOperationError} When the distributor has it, or it is still being processed.
 */
export async function readOpenFile(
  context: ConnectContext,
  id: string,
  options: CallOptions,
): Promise<ConnectFile> {
  const isDone = ({ status }: ConnectFile): boolean => stageOf(status) !== "working";
  const file = await waitForFile(context, { id, isDone }, options);
  if (["empty", "ready", "invalid", "rejected", "deleted"].includes(stageOf(file.status))) {
    return file;
  }
  const wayOut =
    file.status === "pending"
      ? "ask the distributor to reject it; then it can be changed"
      : "settle the difference with the distributor, or report it in a later period";
  throw new UnsupportedOperationError(
    `usage file ${id} is ${file.status} and can no longer be changed: ${wayOut}`,
  );
}
