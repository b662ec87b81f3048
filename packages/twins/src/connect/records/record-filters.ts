import { formatConnectTime } from "../connect-state.ts";
import type { Filterable, Filterables } from "../rql/filterable.ts";
import type { ConnectRecord } from "./connect-record.ts";
import { toAssetJson } from "./to-record-json.ts";

type RecordFilter = Filterable<ConnectRecord>;

const text = (read: RecordFilter["read"]): RecordFilter => ({ lookups: "text+null", read });
const searched = (filter: RecordFilter): RecordFilter => ({ ...filter, isSearched: true });
const time = (read: (record: ConnectRecord) => number | undefined): RecordFilter => ({
  lookups: "date+null",
  read: (record) => {
    const instant = read(record);
    return instant === undefined ? null : formatConnectTime(instant);
  },
});

const assetId = text(({ asset }) => asset?.id ?? null);
const externalId = text((record) => toAssetJson(record)?.["external_id"] ?? null);
const externalUid = text((record) => toAssetJson(record)?.["external_uid"] ?? null);
const itemId = text(({ item }) => item?.id ?? null);
const productId = text(({ file }) => file.product.id);
const fileId = searched(text(({ file }) => file.id));
const hubId = text(({ hub }) => hub?.id ?? null);
const start = time((record) => record.start);

/** The properties by which records can be filtered, as the API's own document lists them. */
export const recordFilters: Filterables<ConnectRecord> = {
  "asset.id": assetId,
  asset_id: searched(assetId),
  "asset.external_id": externalId,
  asset_external_id: externalId,
  "asset.external_uid": externalUid,
  asset_external_uid: externalUid,
  created_time: {
    lookups: "date+null",
    isOrderable: true,
    read: ({ createdAt }) => createdAt,
  },
  end_date: time((record) => record.end),
  "hub.id": hubId,
  part_usage_file__hub__id: hubId,
  "item.id": itemId,
  item_id: itemId,
  "product.id": productId,
  product_id: searched(productId),
  start_date: start,
  status: { ...text(({ status }) => status), isOrderable: true },
  usage_file: fileId,
  "usagefile.id": fileId,
  "usagefile.schema": {
    lookups: "text",
    isSearched: true,
    read: ({ file }) => file.product.schema.toLowerCase(),
  },
  usage_start_time: { ...start, isOrderable: true },
};
