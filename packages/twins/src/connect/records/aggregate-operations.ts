import { Quantity } from "@usage-billing/core";
import { JsonNumber } from "../../json/json-number.ts";
import type { ConnectState } from "../connect-state.ts";
import type { Operation } from "../operation.ts";
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
  /** Nothing when no record has an amount. */
  readonly amount: Quantity | undefined;
}

/** The filter's words for the types of items differ from those that answers have. */
const typeNames: Readonly<Record<string, string>> = { ppu: "PPU", reservation: "Reservation" };

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
    read: ({ sample }) => typeNames[sample.item?.type ?? ""] ?? null,
  },
};

function sum(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((total, quantity) => total.plus(quantity), Quantity.zero);
}

function toAggregate(sample: ConnectRecord, records: readonly ConnectRecord[]): Aggregate {
  const accepted = records.filter(({ status }) => status !== "valid");
  const amounts = records.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));
  return {
    sample,
    consumed: sum(records.map(({ quantity }) => quantity)),
    accepted: sum(accepted.map(({ quantity }) => quantity)),
    amount: amounts.length === 0 ? undefined : sum(amounts),
  };
}

function aggregate(state: ConnectState, assetId?: string): readonly Aggregate[] {
  const counted = [...state.records.values()].filter(
    ({ status, asset }) =>
      ["valid", "approved", "closed"].includes(status) &&
      (assetId === undefined || asset?.id === assetId),
  );
  const groups = Map.groupBy(counted, ({ asset, item }) => `${asset?.id} ${item?.id}`);
  return [...groups.values()].flatMap((records) =>
    records.slice(0, 1).map((sample) => toAggregate(sample, records)),
  );
}

function toAggregateJson({ sample, consumed, accepted, amount }: Aggregate): unknown {
  return {
    item: toItemJson(sample),
    asset: toAssetJson(sample),
    amount: amount === undefined ? null : new JsonNumber(amount.toString()),
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
