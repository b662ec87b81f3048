import type { ConnectChunk } from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { type SavingOptions, saveWorkbook, type WorkbookDownload } from "./download-file.ts";
import { type ItemColumn, printItem, printList } from "./print-items.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"chunks"> = {
  file: "usagefile.id",
  status: "status",
  hub: "binding.hub.id",
};

const COLUMNS: readonly ItemColumn<ConnectChunk>[] = [
  { title: "chunk", cell: ({ id }) => id },
  {
    title: "status",
    cell: ({ status, isOutdated }) => (isOutdated ? `${status}, outdated` : status),
  },
  { title: "file", cell: ({ file }) => file?.id },
  { title: "hub", cell: ({ binding }) => binding?.hub?.id },
  { title: "external id", cell: ({ externalId }) => externalId },
  { title: "error", cell: ({ error }) => error },
];

/**
 * Lists chunks.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listChunks(options: ListOptions, context: CommandContext): Promise<void> {
  await withConnect(options, context, async ({ chunks }) => {
    const items = chunks.list(toQuery({ name: "chunks", properties: FILTERS }, options, context));
    await printList({ items, noun: "chunk" }, COLUMNS, { options, context });
  });
}

/**
 * Shows a chunk.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The chunk.
 */
export async function showChunk(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ chunks }) => {
    printItem(await chunks.get(id, { signal: context.signal }), options, context);
  });
}

/**
 * Downloads the workbook of a chunk.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The chunk.
 */
export async function downloadChunk(
  options: SavingOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const fetch: WorkbookDownload["fetch"] = ({ chunks }, call) => chunks.download(id, call);
  await saveWorkbook({ name: `${id}.xlsx`, fetch }, options, context);
}
