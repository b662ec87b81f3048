import type { ConnectRule } from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { type ItemColumn, printItem, printList } from "./print-items.ts";
import { productOf } from "./product-of.ts";
import { type FilterOptions, type ListOptions, toQuery } from "./to-filter.ts";
import { withConnect } from "./with-connect.ts";

const FILTERS: FilterOptions<"rules"> = {
  action: "action",
  item: "item.id",
  status: "status",
  scope: "scope",
};

const COLUMNS: readonly ItemColumn<ConnectRule>[] = [
  { title: "rule", cell: ({ id }) => id },
  { title: "action", cell: ({ action }) => action },
  { title: "status", cell: ({ status }) => status },
  { title: "about", cell: ({ scope }) => scope },
  { title: "item", cell: ({ item }) => item?.id },
  { title: "condition", cell: ({ rule }) => rule },
];

interface ProductOptions {
  readonly product?: string;
}

/**
 * Lists the rules of a product.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listRules(
  options: ListOptions & ProductOptions,
  context: CommandContext,
): Promise<void> {
  await withConnect(options, context, async (connect, channel) => {
    const query = toQuery({ name: "rules", properties: FILTERS }, options, context);
    const items = connect.rules(productOf(options, channel)).list(query);
    await printList({ items, noun: "rule" }, COLUMNS, { options, context });
  });
}

/**
 * Shows a rule.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The rule.
 */
export async function showRule(
  options: ConnectOptions & ProductOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async (connect, channel) => {
    const rules = connect.rules(productOf(options, channel));
    printItem(await rules.get(id, { signal: context.signal }), options, context);
  });
}
