import { formatInstant, type UsageRecord } from "@usage-billing/core";
import { type FileDefaults, filePropertyOf } from "./file-defaults.ts";

/** What all records of a usage file have in common. */
export interface FileKey {
  /** The product's id. */
  readonly product: string;
  /** The contract's id. */
  readonly contract: string;
  /** The currency, ISO 4217. */
  readonly currency: string;
  /** The calendar month in UTC in which the records start, for example `2026-10`. */
  readonly month: string;
}

/**
 * Tells which records go into the same usage file.
 *
 * @param record - A record without problems.
 * @param defaults - The channel's options.
 * @returns Product, contract, currency and UTC month, parted by slashes.
 */
export function toDeliveryKey(record: UsageRecord, defaults: FileDefaults): string {
  const shared = (["product", "contract", "currency"] as const).map(
    (property) => filePropertyOf(record, property, defaults) ?? "",
  );
  return [...shared, formatInstant(record.period.start).slice(0, 7)].join("/");
}

/**
 * Reads a delivery key back.
 *
 * @param key - A key made by {@link toDeliveryKey}.
 * @returns Its parts.
 */
export function fromDeliveryKey(key: string): FileKey {
  const [product = "", contract = "", currency = "", month = ""] = key.split("/");
  return { product, contract, currency, month };
}
