import type { Api } from "../connect-call.ts";
import { createLister, type ListPlan } from "../list/create-lister.ts";
import type { ListQuery } from "../list/list-query.ts";
import { pathId } from "../path-id.ts";
import { readText } from "../wire/read-value.ts";
import {
  type ConnectAggregate,
  type ExactAggregate,
  fromUsageAggregate,
} from "./from-usage-aggregate.ts";

/** Aggregates: what each asset has used of each item. */
export interface AggregatesApi {
  /** Lists aggregates, page after page. */
  list(query?: ListQuery<"aggregates">): AsyncIterable<ConnectAggregate>;
  /** Lists the aggregates of one asset, page after page. */
  ofAsset(assetId: string, query?: ListQuery<"aggregates">): AsyncIterable<ConnectAggregate>;
}

type Plan = ListPlan<"aggregates", ExactAggregate, ConnectAggregate>;

/** There is one aggregate an asset and item, and no id. */
function identify({ asset, item }: ExactAggregate): string | undefined {
  const [assetId, itemId] = [readText(asset?.id), readText(item?.id)];
  return assetId && itemId && `${assetId} ${itemId}`;
}

const SHARED = {
  list: "aggregates",
  read: fromUsageAggregate,
  identify,
  decimals: ["amount", "consumed", "accepted"],
} as const satisfies Partial<Plan>;

/**
 * Makes the operations on aggregates.
 *
 * @param api - What the operations work with.
 * @returns The operations.
 */
export function createAggregatesApi(api: Api): AggregatesApi {
  const { client } = api;
  const plan = (rest: Pick<Plan, "operation" | "fetch">): Plan => ({ ...SHARED, ...rest });
  return {
    list: createLister(
      api,
      plan({
        operation: "listUsageAggregates",
        fetch: (query, signal) =>
          client.GET("/usage/aggregates", {
            signal,
            querySerializer: () => query,
            parseAs: "text",
          }),
      }),
    ),
    ofAsset: (assetId, query) => {
      const params = { path: { asset_pk: pathId(assetId, "asset") } };
      const list = createLister(
        api,
        plan({
          operation: "listAssetUsageAggregates",
          fetch: (text, signal) =>
            client.GET("/assets/{asset_pk}/usage/aggregates", {
              signal,
              params,
              querySerializer: () => text,
              parseAs: "text",
            }),
        }),
      );
      return list(query);
    },
  };
}
