import type { Quantity } from "@usage-billing/core";
import { JsonNumber } from "../json/json-number.ts";

/** A usage as the twin holds it. */
export interface StoredUsage {
  readonly id: string;
  readonly subscriptionId: string;
  readonly quantity: Quantity;
  /** When it was used, in milliseconds since 1970. */
  readonly usageTime: number;
  readonly createdTime: number;
  invoice?: { readonly id: string; readonly itemId: string };
}

/** `2026-10-01T00:00:00+00:00`, with milliseconds where there are any. */
function formatTime(instant: number): string {
  return new Date(instant).toISOString().replace(/(?:\.000)?Z$/, "+00:00");
}

/**
 * Writes a usage as the API shows it.
 *
 * @param usage - The stored usage.
 * @param path - Where it is found, for its self link.
 * @returns A JSON value; the quantity has its exact digits.
 */
export function toUsageJson(usage: StoredUsage, path: string): Readonly<Record<string, unknown>> {
  return {
    id: usage.id,
    subscriptionId: usage.subscriptionId,
    quantity: new JsonNumber(usage.quantity.toString()),
    usageTime: formatTime(usage.usageTime),
    invoiceId: usage.invoice?.id ?? null,
    invoiceItemId: usage.invoice?.itemId ?? null,
    createdTime: formatTime(usage.createdTime),
    updatedTime: formatTime(usage.createdTime),
    _links: [{ rel: "self", href: path }],
  };
}
