import type { ConnectRecord } from "@usage-billing/connect";
import { formatInstant } from "@usage-billing/core";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { type ItemColumn, printItem, printList } from "./print-items.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"records"> = {
  file: "usagefile.id",
  status: "status",
  product: "product.id",
  asset: "asset.id",
  item: "item.id",
  hub: "hub.id",
  schema: "usagefile.schema",
};

const COLUMNS: readonly ItemColumn<ConnectRecord>[] = [
  { title: "record", cell: ({ id }) => id },
  { title: "status", cell: ({ status }) => status },
  { title: "asset", cell: ({ asset }) => asset?.id },
  { title: "item", cell: ({ item }) => item?.mpn ?? item?.id },
  { title: "quantity", align: "right", cell: ({ quantity }) => quantity?.toString() },
  { title: "amount", align: "right", cell: ({ amount }) => amount?.toString() },
  { title: "start", cell: ({ start }) => (start === undefined ? undefined : formatInstant(start)) },
  { title: "billing id", cell: ({ billingId }) => billingId },
  { title: "billing note", cell: ({ billingNote }) => billingNote },
];

/**
 * Lists usage records.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listRecords(options: ListOptions, context: CommandContext): Promise<void> {
  await withConnect(options, context, async ({ records }) => {
    const items = records.list(toQuery({ name: "records", properties: FILTERS }, options, context));
    await printList({ items, noun: "record" }, COLUMNS, { options, context });
  });
}

/**
 * Shows a usage record.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The record.
 */
export async function showRecord(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ records }) => {
    printItem(await records.get(id, { signal: context.signal }), options, context);
  });
}
