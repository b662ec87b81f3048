import { Quantity } from "@usage-billing/core";
import { JsonNumber } from "../../json/json-number.ts";
import type { ConnectState } from "../connect-state.ts";
import { allRecords, type Operation } from "../operation.ts";
import type { Filterables } from "../rql/filterable.ts";
import { listItems } from "../rql/list-items.ts";
import type { ConnectRecord } from "./connect-record.ts";
import { toAssetJson, toItemJson } from "./to-record-json.ts";

/** The usage of one item by one asset. */
interface Aggregate {
  /** Any record of it, for its item and asset. */
  readonly sample: ConnectRecord;
  readonly consumed: Quantity;
  readonly accepted: Quantity;
}

const aggregateFilters: Filterables<Aggregate> = {
  "asset.external_uid": {
    lookups: "text+null",
    isSearched: true,
    read: ({ sample }) => toAssetJson(sample)?.["external_uid"] ?? null,
  },
  "asset.id": {
    lookups: "text+null",
    isSearched: true,
    read: ({ sample }) => sample.asset?.id ?? null,
  },
  "item.id": {
    lookups: "text+null",
    isSearched: true,
    read: ({ sample }) => sample.item?.id ?? null,
  },
  "item.local_id": {
    lookups: "text+null",
    isSearched: true,
    read: ({ sample }) => sample.item?.localId ?? null,
  },
  "item.type": {
    lookups: "text",
    isSearched: true,
    read: ({ sample }) => sample.item?.type ?? null,
  },
};

function sum(records: readonly ConnectRecord[]): Quantity {
  return records.reduce((total, { quantity }) => total.plus(quantity), Quantity.zero);
}

function aggregate(state: ConnectState, assetId?: string): readonly Aggregate[] {
  const counted = allRecords(state).filter(
    ({ status, asset }) =>
      ["valid", "approved", "closed"].includes(status) &&
      (assetId === undefined || asset?.id === assetId),
  );
  const groups = Map.groupBy(counted, ({ asset, item }) => `${asset?.id} ${item?.id}`);
  return [...groups.values()].flatMap((records) => {
    const accepted = sum(records.filter(({ status }) => status !== "valid"));
    return records.slice(0, 1).map((sample) => ({ sample, consumed: sum(records), accepted }));
  });
}

function toAggregateJson({ sample, consumed, accepted }: Aggregate): unknown {
  return {
    item: toItemJson(sample),
    asset: toAssetJson(sample),
    amount: null,
    currency: sample.file.currency,
    consumed: new JsonNumber(consumed.toString()),
    accepted: new JsonNumber(accepted.toString()),
    events: { last_reported: { at: sample.createdAt } },
  };
}

/** `GET /usage/aggregates`, and `GET /assets/{asset_pk}/usage/aggregates` for one asset. */
export const listAggregates: Operation = ({ query, parameters }, state) =>
  listItems(query, {
    items: aggregate(state, parameters["asset"]),
    filterables: aggregateFilters,
    toJson: toAggregateJson,
  });
