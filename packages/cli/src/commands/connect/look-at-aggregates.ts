import type { ConnectAggregate } from "@usage-billing/connect";
import { formatInstant } from "@usage-billing/core";
import type { CommandContext } from "../../context.ts";
import { type ItemColumn, printList } from "./print-items.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"aggregates"> = {
  asset: "asset.id",
  item: "item.id",
  type: "item.type",
};
const LIST = { name: "aggregates", properties: FILTERS } as const;

function lastReport({ lastReported }: ConnectAggregate): string | undefined {
  return lastReported?.at === undefined ? undefined : formatInstant(lastReported.at);
}

const COLUMNS: readonly ItemColumn<ConnectAggregate>[] = [
  { title: "asset", cell: ({ asset }) => asset?.id },
  { title: "item", cell: ({ item }) => item?.mpn ?? item?.id },
  { title: "consumed", align: "right", cell: ({ consumed }) => consumed?.toString() },
  { title: "accepted", align: "right", cell: ({ accepted }) => accepted?.toString() },
  { title: "unit", cell: ({ item }) => item?.unit },
  { title: "amount", align: "right", cell: ({ amount }) => amount?.toString() },
  { title: "currency", cell: ({ currency }) => currency },
  { title: "last reported", cell: lastReport },
];

/**
 * Lists what each asset has used of each item.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listAggregates(options: ListOptions, context: CommandContext): Promise<void> {
  await withConnect(options, context, async ({ aggregates }) => {
    const items = aggregates.list(toQuery(LIST, options, context));
    await printList({ items, noun: "aggregate" }, COLUMNS, { options, context });
  });
}

/**
 * Lists what one asset has used.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param asset - The asset.
 */
export async function showAggregates(
  options: ListOptions,
  context: CommandContext,
  asset: string,
): Promise<void> {
  await withConnect(options, context, async ({ aggregates }) => {
    const { limit } = options;
    const items = aggregates.ofAsset(asset, { limit, signal: context.signal });
    await printList({ items, noun: "aggregate" }, COLUMNS, { options, context });
  });
}
