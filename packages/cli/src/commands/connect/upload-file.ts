import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CommandError, EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { explainInvalidFile } from "./file-problems.ts";
import { printDone } from "./print-items.ts";
import { waitUntil } from "./wait-for-file.ts";
import type { DeadlineOptions } from "./wait-for-item.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect files upload` takes. */
export interface UploadOptions extends ConnectOptions, DeadlineOptions {
  /** Whether to wait until the platform has read the workbook. */
  readonly wait: boolean;
}

/**
 * Opens a workbook to upload.
 *
 * @param file - The file's path.
 * @returns Its bytes, piece by piece.
 * @throws {@link CommandError} When there is no such file.
 */
export async function openWorkbookFile(file: string): Promise<AsyncIterable<Uint8Array>> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new CommandError(`There is no workbook ${file}.`);
  return createReadStream(file, { highWaterMark: 1 << 20 });
}

/**
 * Uploads the workbook of a usage file.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param texts - The file and the workbook's path.
 */
export async function uploadFile(
  options: UploadOptions,
  context: CommandContext,
  ...[id = "", path = ""]: string[]
): Promise<void> {
  const workbook = await openWorkbookFile(path);
  const { signal } = context;
  await withConnect(options, context, async (connect) => {
    const uploaded = await connect.files.reupload(id, workbook, { signal });
    if (!options.wait) {
      printDone({ sentence: `${id} is ${uploaded.status}.`, item: uploaded }, options, context);
      return;
    }
    const file = await waitUntil(connect, { id }, { options, context });
    if (file.status === "invalid") {
      await explainInvalidFile(connect, file, { options, context });
      context.end(EXIT.refused);
      return;
    }
    printDone({ sentence: `${id} is ${file.status}.`, item: file }, options, context);
  });
}
