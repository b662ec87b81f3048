import type { ConnectFile } from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { type ItemColumn, printItem, printList } from "./print-items.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"files"> = {
  status: "status",
  product: "product.id",
  contract: "contract.id",
  marketplace: "marketplace.id",
  environment: "environment",
  schema: "schema",
  externalId: "external_id",
};

const COLUMNS: readonly ItemColumn<ConnectFile>[] = [
  { title: "file", cell: ({ id }) => id },
  { title: "status", cell: ({ status }) => status },
  { title: "name", cell: ({ name }) => name },
  { title: "product", cell: ({ product }) => product?.id },
  { title: "contract", cell: ({ contract }) => contract?.id },
  {
    title: "period",
    cell: ({ period }) => period && `${period.from ?? "…"} to ${period.to ?? "…"}`,
  },
  {
    title: "records",
    align: "right",
    cell: ({ statistics }) => statistics["uploaded"]?.toString(),
  },
  { title: "external id", cell: ({ externalId }) => externalId },
];

/**
 * Lists usage files.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listFiles(options: ListOptions, context: CommandContext): Promise<void> {
  await withConnect(options, context, async ({ files }) => {
    const items = files.list(toQuery({ name: "files", properties: FILTERS }, options, context));
    await printList({ items, noun: "file" }, COLUMNS, { options, context });
  });
}

/**
 * Shows a usage file.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The file.
 */
export async function showFile(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ files }) => {
    printItem(await files.get(id, { signal: context.signal }), options, context);
  });
}
