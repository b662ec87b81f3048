import type { UsageRecord } from "@usage-billing/core";

/**
 * Tells which product a record is of.
 *
 * @param record - The record.
 * @param products - The products of channels whose records name none.
 * @returns The product; `undefined` when nothing names one.
 */
export function productOf(
  { attributes, channel }: UsageRecord,
  products: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return attributes?.["product"] ?? products?.get(channel);
}
