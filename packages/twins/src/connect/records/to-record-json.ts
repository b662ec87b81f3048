import { JsonNumber } from "../../json/json-number.ts";
import { formatConnectTime } from "../connect-state.ts";
import { isParameter } from "../workbook/columns.ts";
import { cellText } from "../workbook/usage-workbook.ts";
import type { ConnectRecord } from "./connect-record.ts";

const LIMIT = 255;

function toTimeJson(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : formatConnectTime(instant);
}

/**
 * Writes a record's item as JSON.
 *
 * @param record - The record.
 * @returns The reference; nothing when the row named no known item.
 */
export function toItemJson({ item }: ConnectRecord): Readonly<Record<string, string>> | undefined {
  if (item === undefined) return undefined;
  const { id, localId, name, unit, mpn, precision, type } = item;
  return { id, local_id: localId, name, unit, mpn, precision, type };
}

/**
 * Writes a record's asset as JSON.
 *
 * @param record - The record.
 * @returns The reference; nothing when the row named no known asset.
 */
export function toAssetJson({
  asset,
}: ConnectRecord): Readonly<Record<string, string>> | undefined {
  if (asset === undefined) return undefined;
  const number = asset.id.replace(/\D/g, "");
  return { id: asset.id, external_id: number, external_uid: `uid-${number}` };
}

/**
 * Writes a record as the API shows it. The vendor's own record id is no part of it.
 *
 * @param record - The record.
 * @returns A JSON value; quantity and amount have their exact digits.
 */
export function toRecordJson(record: ConnectRecord): Readonly<Record<string, unknown>> {
  const { file, row } = record;
  const [item, asset] = [toItemJson(record), toAssetJson(record)];
  return {
    id: record.id,
    start_date: toTimeJson(record.start),
    end_date: toTimeJson(record.end),
    product_id: file.product.id,
    external_billing_id: record.billingId,
    external_billing_note: record.billingNote,
    item,
    asset,
    category: record.category && { id: record.category.id, name: record.category.name },
    tier: record.tier ?? null,
    amount: record.amount ? new JsonNumber(record.amount.toString()) : null,
    multiplier: 1,
    usage: new JsonNumber(record.quantity.toString()),
    status: record.status,
    closed_at: record.closedAt ?? null,
    ...(record.closedBy === undefined ? {} : { closed_by: record.closedBy }),
    params: [...row.columns.keys()].filter(isParameter).map((header) => ({
      parameter_name: header.slice(0, LIMIT),
      parameter_value: cellText(row, header).slice(0, LIMIT),
    })),
    usagefile: {
      id: file.id,
      name: file.name,
      schema: file.product.schema.toLowerCase(),
      currency: file.currency,
    },
    item_id: item?.["id"],
    asset_id: asset?.["id"],
    resource_local_id: item?.["local_id"],
    asset_external_id: asset?.["external_id"],
    asset_external_uid: asset?.["external_uid"],
  };
}
