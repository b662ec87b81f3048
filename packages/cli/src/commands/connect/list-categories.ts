import type { ConnectCategory } from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import { type ItemColumn, printList } from "./print-items.ts";
import { type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const COLUMNS: readonly ItemColumn<ConnectCategory>[] = [
  { title: "category", cell: ({ id }) => id },
  { title: "name", cell: ({ name }) => name },
  { title: "description", cell: ({ description }) => description },
];

/**
 * Lists the categories of a usage file.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param file - The file.
 */
export async function listCategories(
  options: ListOptions,
  context: CommandContext,
  file: string,
): Promise<void> {
  await withConnect(options, context, async ({ categories }) => {
    const query = toQuery({ name: "categories", properties: {} }, options, context);
    const items = categories.list(file, query);
    await printList({ items, noun: "line" }, COLUMNS, { options, context });
  });
}
