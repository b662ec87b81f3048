import type { ConnectUsage, DownloadOptions } from "@usage-billing/connect";
import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { requireFree, type SaveOptions, saveFile } from "./save-file.ts";
import { type ChosenChannel, withConnect } from "./with-connect.ts";

/** What commands take that download a workbook. */
export interface SavingOptions extends ConnectOptions, SaveOptions {}

type Download = (
  connect: ConnectUsage,
  id: string,
  options: DownloadOptions,
) => Promise<Uint8Array>;

/** What to download, and the name that it gets when the command gives none. */
export interface WorkbookDownload {
  readonly name: string;
  readonly fetch: (
    connect: ConnectUsage,
    options: DownloadOptions,
    channel: ChosenChannel,
  ) => Promise<Uint8Array>;
}

/**
 * Downloads a workbook and keeps it as a file.
 *
 * @param download - What to download.
 * @param options - The command's options.
 * @param context - Where output goes.
 * @throws {@link CommandError} When the file is there already and may not be replaced.
 */
export async function saveWorkbook(
  download: WorkbookDownload,
  options: SavingOptions,
  context: CommandContext,
): Promise<void> {
  const file = options.out ?? download.name;
  await requireFree(file, options);
  await withConnect(options, context, async (connect, channel) => {
    const bytes = await download.fetch(connect, { signal: context.signal }, channel);
    await saveFile(file, bytes, options);
    const json = JSON.stringify({ file, bytes: bytes.length });
    context.print(options.json === true ? json : `${file}: ${bytes.length} bytes.`);
  });
}

function chooseDownload(which: string, downloads: Readonly<Record<string, Download>>): Download {
  const download = Object.hasOwn(downloads, which) ? downloads[which] : undefined;
  if (download !== undefined) return download;
  const known = Object.keys(downloads).join(", ");
  throw new CommandError(`There is no workbook "${which}" to download. There are: ${known}.`);
}

/** Downloads one of the workbooks of something: which one, and of what, are the texts. */
export type DownloadCommand = (
  options: SavingOptions,
  context: CommandContext,
  ...texts: readonly string[]
) => Promise<void>;

/**
 * Makes a command that downloads one of several workbooks.
 *
 * @param downloads - What each word stands for.
 * @returns The command. It names the words that there are when it is given another.
 */
export function createDownload(downloads: Readonly<Record<string, Download>>): DownloadCommand {
  return async (options, context, ...[which = "", id = ""]) => {
    const download = chooseDownload(which, downloads);
    const fetch: WorkbookDownload["fetch"] = (connect, call) => download(connect, id, call);
    await saveWorkbook({ name: `${id}-${which}.xlsx`, fetch }, options, context);
  };
}

/** Downloads a workbook of a usage file. */
export const downloadFile: DownloadCommand = createDownload({
  uploaded: ({ files }, id, options) => files.downloadUploaded(id, options),
  processed: ({ files }, id, options) => files.downloadProcessed(id, options),
  reconciliation: ({ files }, id, options) => files.downloadReconciliation(id, options),
});
