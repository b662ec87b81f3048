import type { ConnectReconciliation } from "@usage-billing/connect";
import { EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { createDownload, type DownloadCommand } from "./download-file.ts";
import { printProblems } from "./file-problems.ts";
import { type ItemColumn, printItem, printList } from "./print-items.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"reconciliations"> = {
  file: "usagefile.id",
  chunk: "partusagefile.id",
  hub: "binding.hub.id",
};

const COLUMNS: readonly ItemColumn<ConnectReconciliation>[] = [
  { title: "reconciliation", cell: ({ id }) => id },
  { title: "status", cell: ({ status }) => status },
  { title: "file", cell: ({ file }) => file?.id },
  { title: "chunk", cell: ({ chunk }) => chunk?.id },
  { title: "note", cell: ({ notes }) => notes.uploaded },
  { title: "result", cell: ({ error, notes }) => error ?? notes.processing },
];

/**
 * Lists reconciliations.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listReconciliations(
  options: ListOptions,
  context: CommandContext,
): Promise<void> {
  await withConnect(options, context, async ({ reconciliations }) => {
    const list = { name: "reconciliations", properties: FILTERS } as const;
    const items = reconciliations.list(toQuery(list, options, context));
    await printList({ items, noun: "reconciliation" }, COLUMNS, { options, context });
  });
}

/**
 * Shows a reconciliation.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The reconciliation.
 */
export async function showReconciliation(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ reconciliations }) => {
    printItem(await reconciliations.get(id, { signal: context.signal }), options, context);
  });
}

/**
 * Names the rows of a reconciliation that could not be booked.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The reconciliation.
 */
export async function showUnbooked(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ reconciliations }) => {
    const workbook = await reconciliations.downloadProcessed(id, { signal: context.signal });
    if ((await printProblems(workbook, { options, context })) > 0) context.end(EXIT.refused);
  });
}

/** Downloads a workbook of a reconciliation. */
export const downloadReconciliation: DownloadCommand = createDownload({
  uploaded: ({ reconciliations }, id, call) => reconciliations.downloadUploaded(id, call),
  processed: ({ reconciliations }, id, call) => reconciliations.downloadProcessed(id, call),
});
