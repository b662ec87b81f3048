import type { CommandContext } from "../../context.ts";
import { confirm } from "../confirm.ts";
import type { AskingOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { openWorkbookFile } from "./upload-file.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect reconciliations upload` takes. */
export interface UploadReconciliationOptions extends AskingOptions {
  readonly note?: string;
}

/**
 * Uploads billing ids and notes.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 * @param path - The workbook's path.
 * @throws {@link InvalidWorkbookError} When it is no workbook or too large.
 */
export async function uploadReconciliation(
  options: UploadReconciliationOptions,
  context: CommandContext,
  path: string,
): Promise<void> {
  const workbook = await openWorkbookFile(path);
  await confirm(`This books the bills of ${path} to its records.`, options, context);
  const { note } = options;
  const noted = note === undefined ? {} : { note };
  await withConnect(options, context, async ({ reconciliations }) => {
    const item = await reconciliations.upload(workbook, { ...noted, signal: context.signal });
    printDone({ sentence: `${item.id} is ${item.status}.`, item }, options, context);
  });
}
